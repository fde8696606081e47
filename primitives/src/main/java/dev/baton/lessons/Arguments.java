package dev.baton.lessons;

import dev.baton.Clock;
import dev.baton.testing.VirtualClock;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What was asked for on the command line.
///
/// @param lesson the number of a lesson, empty for the list of them
/// @param clocks gives each loop its clock
record Arguments(Optional<Integer> lesson, Supplier<Clock> clocks) {

  /// @throws IllegalArgumentException saying in one sentence what is wrong and what is possible
  static Arguments parse(List<String> words, int lessons) {
    Optional<Integer> lesson = Optional.empty();
    Supplier<Clock> clocks = () -> Clock.SYSTEM;
    for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
      String word = rest.next();
      switch (word) {
        case "-h", "--help" -> {
          return new Arguments(Optional.empty(), clocks);
        }
        case "--clock" -> clocks = clocks(rest.hasNext() ? rest.next() : "nothing");
        default -> {
          if (lesson.isPresent()) {
            throw new IllegalArgumentException("one lesson at a time, got a second word: " + word);
          }
          lesson = Optional.of(number(word, lessons));
        }
      }
    }
    return new Arguments(lesson, clocks);
  }

  private static Supplier<Clock> clocks(String word) {
    return switch (word) {
      case "real" -> () -> Clock.SYSTEM;
      case "virtual" -> VirtualClock::new;
      default ->
          throw new IllegalArgumentException("--clock must be virtual or real, got " + word);
    };
  }

  private static int number(String word, int lessons) {
    if (word.startsWith("-")) {
      throw new IllegalArgumentException(
          "there is no option " + word + "; there are --clock virtual, --clock real and --help");
    }
    if (!word.matches("0?[1-9]") || Integer.parseInt(word) > lessons) {
      throw new IllegalArgumentException(
          "there is no lesson " + word + "; there are lessons 1 to " + lessons);
    }
    return Integer.parseInt(word);
  }
}
