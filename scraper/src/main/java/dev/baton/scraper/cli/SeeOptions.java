package dev.baton.scraper.cli;

import dev.baton.program.Program;
import dev.baton.program.Shell;
import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// The options of every command that runs a loop: to see it run.
final class SeeOptions {
  /// A heading of its own in the help.
  @ArgGroup(exclusive = false, heading = "%nTo see it run:%n")
  private Group group = new Group();

  private static final class Group {
    @Option(
        names = "--json",
        description = "write events as lines of JSON to stdout, in place of messages")
    private boolean json;

    @Option(
        names = "--trace",
        paramLabel = "FILE",
        description =
            "write what the tasks did, at the end: .html, .svg, .txt, or .json for Perfetto;"
                + " of a long run its first 200,000 events")
    private Path trace;

    @Option(names = "--look", description = "let \"./run top\" and kill -USR1 show what tasks do")
    private boolean look;
  }

  boolean json() {
    return group.json;
  }

  /// @throws IllegalArgumentException if the trace cannot be written
  Program open(CommandSpec command, Shell shell) {
    return new Program(shell, command.name(), group.trace, group.look);
  }
}
