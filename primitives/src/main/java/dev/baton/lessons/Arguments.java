package dev.baton.lessons;

import dev.baton.Clock;
import dev.baton.program.Limits;
import dev.baton.testing.VirtualClock;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What was asked for on the command line.
///
/// @param lesson the number of a lesson, empty for the list of them
/// @param clocks gives each loop its clock
/// @param trace where to write what happens
/// @param look whether others can look at it
record Arguments(
    Optional<Integer> lesson, Supplier<Clock> clocks, Optional<Path> trace, boolean look) {

  /// @param lessons how many there are
  /// @throws IllegalArgumentException saying in one sentence what is wrong and what is possible
  static Arguments parse(List<String> words, int lessons) {
    Optional<Integer> lesson = Optional.empty();
    Supplier<Clock> clocks = () -> Clock.SYSTEM;
    Optional<Path> trace = Optional.empty();
    boolean look = false;
    for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
      String word = rest.next();
      if (word.equals("--help") || word.equals("-h")) {
        return new Arguments(Optional.empty(), clocks, trace, look);
      }
      if (word.equals("--clock")) {
        clocks = clocks(rest.hasNext() ? rest.next() : "nothing");
      } else if (word.equals("--trace")) {
        trace = Optional.of(file(rest.hasNext() ? rest.next() : ""));
      } else if (word.equals("--look")) {
        look = true;
      } else if (lesson.isEmpty() || word.startsWith("-")) {
        lesson = Optional.of(number(word, lessons));
      } else {
        throw new IllegalArgumentException(
            "one lesson at a time, got " + lesson.get() + " and " + word);
      }
    }
    return new Arguments(lesson, clocks, trace, look);
  }

  private static Supplier<Clock> clocks(String word) {
    return switch (word) {
      case "real" -> () -> Clock.SYSTEM;
      case "virtual" -> VirtualClock::new;
      default -> throw new IllegalArgumentException("--clock must be virtual or real, got " + word);
    };
  }

  private static Path file(String word) {
    if (word.isEmpty()) {
      throw new IllegalArgumentException("--trace needs a file, such as --trace lesson.html");
    }
    try {
      return Path.of(word);
    } catch (InvalidPathException wrong) {
      throw new IllegalArgumentException(Limits.unreadable("--trace", Path.class, word), wrong);
    }
  }

  private static int number(String word, int lessons) {
    if (word.startsWith("-")) {
      throw new IllegalArgumentException(
          "there is no option " + word + "; there are --clock, --trace, --look and --help");
    }
    if (!word.matches("[0-9]{1,4}")
        || Integer.parseInt(word) < 1
        || Integer.parseInt(word) > lessons) {
      throw new IllegalArgumentException(
          "there is no lesson " + word + "; there are lessons 1 to " + lessons);
    }
    return Integer.parseInt(word);
  }
}
