package dev.baton.bench.net;

import dev.baton.bench.Arguments;
import dev.baton.bench.Suite;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private final Arguments rest;
    private final List<Row> only = new ArrayList<>();
    private final List<Contestant> with = new ArrayList<>(List.of(Contestant.NIO));
    private int processes = 3;
    private int rounds = 3;
    private int millis = 500;
    private Path file;

    Parser(String... args) {
      command = String.join(" ", args);
      rest = new Arguments(args);
    }

    Settings parse() {
      while (rest.hasNext()) {
        option(rest.next());
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
        case "--only" -> only.add(Row.named(rest.value(option)));
        case "--with" -> with.add(Contestant.named(rest.value(option)));
        case "--processes" -> processes = rest.number(option, 1, 99);
        case "--rounds" -> rounds = rest.number(option, 1, 99);
        case "--millis" -> millis = rest.number(option, 100, 60_000);
        case "--write" -> file = Path.of(rest.value(option));
        default -> throw new IllegalArgumentException("there is no option \"" + option + "\"");
      }
    }
  }
}
