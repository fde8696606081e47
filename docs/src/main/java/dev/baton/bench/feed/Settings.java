package dev.baton.bench.feed;

import dev.baton.bench.Arguments;
import dev.baton.bench.Suite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What the command line of `bench feed` asks for.
///
/// @param parts those to run
/// @param contestants those that take part, ours among them
/// @param runs of each contestant
/// @param time of each run that counts, and before it of the warm-up
/// @param file into which the tables go; null: none
record Settings(
    List<Part> parts,
    Set<Contestant> contestants,
    int runs,
    Duration time,
    Path file,
    String command) {
  static final String USAGE =
      """
      feed: thousands of subscribers to our WebSocket feed, and to other servers
            --only PART     this part alone; can be given again. PART is one of
      %s
            --runs N        runs of each contestant, 1 to 99 (default: 5)
            --seconds N     how long each run counts, and warms up before, 1 to 600
                              (default: 10)
            --with NAME     this one beside ours alone; can be given again. NAME is
                              one of
      %s
            --write FILE    puts the tables into this Markdown file as well
      """;

  static String usage() {
    return USAGE.formatted(Suite.names(Part.names()), Suite.names(Contestant.names()));
  }

  /// @throws IllegalArgumentException with a message for the user
  static Settings parse(String... args) {
    return new Parser(args).parse();
  }

  private static final class Parser {
    private final String command;
    private final Arguments rest;
    private final List<String> only = new ArrayList<>();
    private final Set<Contestant> with = EnumSet.of(Contestant.BATON);
    private int runs = 5;
    private int seconds = 10;
    private Path file;

    Parser(String... args) {
      command = ("./run bench feed " + String.join(" ", args)).strip();
      rest = new Arguments(args);
    }

    Settings parse() {
      while (rest.hasNext()) {
        option(rest.next());
      }
      List<Part> parts =
          Part.ALL.stream().filter(part -> only.isEmpty() || only.contains(part.name())).toList();
      return new Settings(
          parts,
          with.size() == 1 ? EnumSet.allOf(Contestant.class) : with,
          runs,
          Duration.ofSeconds(seconds),
          file,
          command);
    }

    private void option(String option) {
      switch (option) {
        case "--only" -> only.add(rest.oneOf(option, "part", Part.names()));
        case "--with" ->
            with.add(Contestant.named(rest.oneOf(option, "contestant", Contestant.names())));
        case "--runs" -> runs = rest.number(option, 1, 99);
        case "--seconds" -> seconds = rest.number(option, 1, 600);
        case "--write" -> file = Path.of(rest.value(option));
        default -> throw new IllegalArgumentException("there is no option \"" + option + "\"");
      }
    }
  }
}
