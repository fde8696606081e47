package dev.baton.bench.scraper;

import dev.baton.bench.Arguments;
import dev.baton.bench.Suite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What the command line of `bench scraper` asks for.
///
/// @param parts those to run
/// @param pages of the site; smaller sites where a part takes one
/// @param runs of each contestant
/// @param file into which the tables go; null: none
record Settings(List<Part> parts, int pages, int runs, Path file, String command) {
  static final String USAGE =
      """
      scraper: a crawl beside Scrapy, crawler4j and wget -r
            --only PART     this part alone; can be given again. PART is one of
      %s
            --pages N       of the site, 10 to 100000 (default: 5001)
            --runs N        runs of each contestant, 1 to 99 (default: 5)
            --write FILE    puts the tables into this Markdown file as well
      """;

  static String usage() {
    return USAGE.formatted(Suite.names(Part.names()));
  }

  /// @throws IllegalArgumentException with a message for the user
  static Settings parse(String... args) {
    return new Parser(args).parse();
  }

  private static final class Parser {
    private final String command;
    private final Arguments rest;
    private final List<String> only = new ArrayList<>();
    private int pages = 5_001;
    private int runs = 5;
    private Path file;

    Parser(String... args) {
      command = ("./run bench scraper " + String.join(" ", args)).strip();
      rest = new Arguments(args);
    }

    Settings parse() {
      while (rest.hasNext()) {
        option(rest.next());
      }
      List<Part> parts =
          Part.ALL.stream().filter(part -> only.isEmpty() || only.contains(part.name())).toList();
      return new Settings(parts, pages, runs, file, command);
    }

    private void option(String option) {
      switch (option) {
        case "--only" -> only.add(rest.oneOf(option, "part", Part.names()));
        case "--pages" -> pages = rest.number(option, 10, 100_000);
        case "--runs" -> runs = rest.number(option, 1, 99);
        case "--write" -> file = Path.of(rest.value(option));
        default -> throw new IllegalArgumentException("there is no option \"" + option + "\"");
      }
    }
  }
}
