package dev.baton.bench.net;

import dev.baton.bench.Suite;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/// What the command line of `bench net` asks for.
///
/// @param contestants those to run, the yardstick among them
/// @param processes how often each server is started anew
/// @param rounds in each process, for each row
/// @param millis of each round that count
/// @param file into which the tables go; null: none
record Settings(
    List<Row> rows,
    List<Contestant> contestants,
    int processes,
    int rounds,
    int millis,
    Path file,
    String command) {

  static final String USAGE =
      """
      net: an echo server and an HTTP server, beside a bare selector loop and others
            --millis N      how long each round counts, 100 to 60000 (default: 500)
            --only ROW      this row alone; can be given again. ROW is one of
      %s
            --processes N   starts of each server, 1 to 99 (default: 3)
            --rounds N      rounds in each process, 1 to 99 (default: 3)
            --with NAME     this one beside the bare loop alone; can be given again.
                              NAME is one of
      %s
            --write FILE    puts the tables into this Markdown file as well
      """;

  static String usage() {
    return USAGE.formatted(Suite.names(Row.names()), Suite.names(Contestant.names()));
  }

  /// @throws IllegalArgumentException with a message for the user
  static Settings parse(String... args) {
    return new Parser(args).parse();
  }

  int runs() {
    return processes * rounds;
  }

  private static final class Parser {
    private final String command;
    private final Deque<String> rest;
    private final List<Row> only = new ArrayList<>();
    private final List<Contestant> with = new ArrayList<>(List.of(Contestant.NIO));
    private int processes = 3;
    private int rounds = 3;
    private int millis = 500;
    private Path file;

    Parser(String... args) {
      command = String.join(" ", args);
      rest = new ArrayDeque<>(Arrays.asList(args));
    }

    Settings parse() {
      while (!rest.isEmpty()) {
        option(rest.poll());
      }
      return new Settings(
          only.isEmpty() ? Row.ALL : only,
          with.size() == 1 ? List.of(Contestant.values()) : with,
          processes,
          rounds,
          millis,
          file,
          ("./run bench net " + command).strip());
    }

    private void option(String option) {
      switch (option) {
        case "--only" -> only.add(Row.named(value(option)));
        case "--with" -> with.add(Contestant.named(value(option)));
        case "--processes" -> processes = number(option, 1, 99);
        case "--rounds" -> rounds = number(option, 1, 99);
        case "--millis" -> millis = number(option, 100, 60_000);
        case "--write" -> file = Path.of(value(option));
        default -> throw new IllegalArgumentException("there is no option \"" + option + "\"");
      }
    }

    private String value(String option) {
      if (rest.isEmpty()) {
        throw new IllegalArgumentException(option + " needs a value");
      }
      return rest.poll();
    }

    private int number(String option, int least, int most) {
      String value = value(option);
      int number = value.matches("\\d{1,5}") ? Integer.parseInt(value) : -1;
      if (number < least || number > most) {
        throw new IllegalArgumentException(
            option + " must be between " + least + " and " + most + ", got \"" + value + "\"");
      }
      return number;
    }
  }
}
