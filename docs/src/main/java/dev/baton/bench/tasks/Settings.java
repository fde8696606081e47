package dev.baton.bench.tasks;

import dev.baton.bench.Arguments;
import dev.baton.bench.Python;
import dev.baton.bench.Suite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What the command line asks for.
///
/// @param rows those to run, in the order of [Primitives#ROWS]
/// @param pythons where to look for Python, best first
/// @param file into which the table goes; null: none
record Settings(
    List<Row> rows,
    int runs,
    boolean quick,
    boolean handOff,
    boolean json,
    String gc,
    String heap,
    List<String> pythons,
    Path file,
    String command) {

  private static final int MOST_RUNS = 99;
  private static final List<String> GCS = List.of("Parallel", "Serial", "G1", "Z");

  static final String USAGE =
      """
      primitives: what they cost, beside plain virtual threads and beside asyncio
            --gc NAME       Parallel (default), Serial, G1 or Z, for all JVMs
            --hand-off      measures the other way to pass the baton as well
            --heap SIZE     the fixed size of their heaps (default: 2g)
            --json          JSON instead of a table
            --only ROW      this row alone; can be given again. ROW is one of
      %s
            --python PATH   this Python
            --quick         one short run: it works, but its figures mean little
            --runs N        runs of each contestant, 1 to 99 (default: 5)
            --write FILE    puts the table into this Markdown file as well
      """;

  /// @throws IllegalArgumentException with a message for the user
  static Settings parse(String... args) {
    return new Parser(args).parse();
  }

  static String usage() {
    return USAGE.formatted(Suite.names(Primitives.names()));
  }

  private static final class Parser {
    private final String command;
    private final Arguments rest;
    private final List<String> only = new ArrayList<>();
    private int runs = 5;
    private boolean quick;
    private boolean handOff;
    private boolean json;
    private String gc = "Parallel";
    private String heap = "2g";
    private List<String> pythons = Python.USUAL;
    private Path file;

    Parser(String... args) {
      this.command = ("./run bench primitives " + String.join(" ", args)).strip();
      this.rest = new Arguments(args);
    }

    Settings parse() {
      while (rest.hasNext()) {
        option(rest.next());
      }
      if (json && file != null) {
        throw new IllegalArgumentException(
            "--write puts a table into a Markdown file, --json writes none: leave out one of them");
      }
      return new Settings(
          rows(), quick ? 1 : runs, quick, handOff, json, gc, heap, pythons, file, command);
    }

    private void option(String option) {
      switch (option) {
        case "--only" -> only.add(rest.oneOf(option, "row", Primitives.names()));
        case "--runs" -> runs = rest.number(option, 1, MOST_RUNS);
        case "--quick" -> quick = true;
        case "--hand-off" -> handOff = true;
        case "--json" -> json = true;
        case "--gc" -> gc = rest.oneOf(option, "collector", GCS);
        case "--heap" -> heap = heap(option);
        case "--write" -> file = Path.of(rest.value(option));
        case "--python" -> pythons = List.of(rest.value(option));
        default -> throw new IllegalArgumentException("there is no option \"" + option + "\"");
      }
    }

    private List<Row> rows() {
      return Primitives.ROWS.stream()
          .filter(row -> only.isEmpty() || only.contains(row.name()))
          .toList();
    }

    private String heap(String option) {
      String value = rest.value(option);
      if (!value.matches("[1-9]\\d{0,4}[mg]")) {
        throw new IllegalArgumentException(
            option + " must be a size like 2g or 900m, got \"" + value + "\"");
      }
      return value;
    }
  }
}
