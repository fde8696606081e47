package dev.baton.top;

import dev.baton.program.Limits;
import dev.baton.program.TimeSpan;
import dev.baton.terminal.SafeText;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What was asked for on the command line.
///
/// @param pid the process; empty for the list of those that can be looked at
/// @param once whether to print one look and end, also on a terminal
/// @param every how often to look; empty: as it is usual for the output
/// @param rows how many rows a loop gets
record TopOptions(
    boolean help,
    OptionalLong pid,
    boolean once,
    boolean json,
    Optional<Duration> every,
    int rows) {
  static final String USAGE =
      """
      Usage: %1$s [PID] [OPTION...]

      Shows the loops and tasks of a running program that was started with --look, or
      with java -Dbaton.look=true. Without PID, the programs that can be looked at.

            PID             the number of the process
            --every TIME    look again and again, 100ms to 1h (default on a
                              terminal: 1s)
            --json          an object on each line, for programs
            --once          one look; so it is when the output is no terminal
            --rows N        at most so many tasks of a loop, 1 to 5000 (default: 200)
        -h, --help          show this help and end

      STATE is ready (can run, and waits for its turn) or waiting, FOR how long it has
      been so, RAN how long the task has run in all, AT the line where it waits. Of
      tasks that wait for the same ten are shown. A loop that one task holds is called
      BLOCKED, with the task and its line.

      A TIME is such as 500ms, 2.5s, 30 (seconds), 2m, 3h or 7d.

      Exit codes:
          0   all is well
          1   there is nothing to see, or the output could not be written
          2   the command line is wrong
        130   stopped by Ctrl-C
        143   the same by SIGTERM

      Examples:
        %1$s
        %1$s 4711 --every 500ms
      """;

  /// How much of a word that means nothing is shown.
  private static final int SHOWN = 100;

  private static final int ROWS = 200;
  private static final int MOST_ROWS = 5_000;
  private static final Duration LEAST_TIME = Duration.ofMillis(100);
  private static final Duration MOST_TIME = Duration.ofHours(1);

  /// @throws IllegalArgumentException saying in one sentence what is wrong and what is possible
  static TopOptions parse(List<String> words) {
    TopOptions options =
        new TopOptions(false, OptionalLong.empty(), false, false, Optional.empty(), ROWS);
    for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
      options = options.with(rest.next(), rest);
    }
    return options;
  }

  private TopOptions with(String word, Iterator<String> rest) {
    return switch (word) {
      case "-h", "--help" -> new TopOptions(true, pid, once, json, every, rows);
      case "--once" -> new TopOptions(help, pid, true, json, every, rows);
      case "--json" -> new TopOptions(help, pid, once, true, every, rows);
      case "--every" -> new TopOptions(help, pid, once, json, Optional.of(time(rest)), rows);
      case "--rows" -> new TopOptions(help, pid, once, json, every, rows(rest));
      default -> withPid(word);
    };
  }

  private TopOptions withPid(String word) {
    if (word.startsWith("-")) {
      throw new IllegalArgumentException(
          "there is no option %s; there are --once, --json, --every, --rows and --help"
              .formatted(SafeText.escape(word, SHOWN)));
    }
    if (!word.matches("[0-9]{1,18}")) {
      throw new IllegalArgumentException(
          "the number of a process is needed, got " + SafeText.escape(word, SHOWN));
    }
    if (pid.isPresent()) {
      throw new IllegalArgumentException(
          "one process at a time, got " + pid.getAsLong() + " and " + word);
    }
    return new TopOptions(help, OptionalLong.of(Long.parseLong(word)), once, json, every, rows);
  }

  private static Duration time(Iterator<String> rest) {
    String word = rest.hasNext() ? rest.next() : "";
    Duration time;
    try {
      time = TimeSpan.parse(word);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(Limits.unreadable("--every", Duration.class, word), wrong);
    }
    return Limits.require("--every", time, LEAST_TIME, MOST_TIME);
  }

  private static int rows(Iterator<String> rest) {
    String word = rest.hasNext() ? rest.next() : "nothing";
    int number = word.matches("[0-9]{1,4}") ? Integer.parseInt(word) : 0;
    if (number < 1 || number > MOST_ROWS) {
      throw new IllegalArgumentException(
          "--rows must be 1 to 5000, got " + SafeText.escape(word, SHOWN));
    }
    return number;
  }
}
