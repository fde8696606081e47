package dev.baton.jobs.cli;

import dev.baton.program.Program;
import dev.baton.program.Shell;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// The options of every command that runs a loop: to see it run.
final class SeeOptions {
  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description =
          "write what the tasks did, at the end: a page (.html), a picture (.svg), text (.txt),"
              + " or for Perfetto (.json). Of a long run, its first 200,000 events")
  private Path trace;

  @Option(names = "--look", description = "let \"./run top\" and kill -USR1 show what tasks do")
  private boolean look;

  /// @throws IllegalArgumentException if the trace cannot be written
  Program open(CommandSpec command, Shell shell) {
    return new Program(shell, command.name(), trace, look);
  }
}
