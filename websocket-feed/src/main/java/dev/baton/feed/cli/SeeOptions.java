package dev.baton.feed.cli;

import dev.baton.program.Program;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options of every command that runs a loop: to see it run.
final class SeeOptions {
  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description =
          "write what the tasks did to this file, at the end: a page (.html), a picture (.svg),"
              + " text (.txt), or for Perfetto (.json). Of a long run, its first 200,000 events")
  private Path trace;

  @Option(
      names = "--look",
      description =
          "let \"./run top\" show what every task does, and kill -USR1 print it on stderr")
  private boolean look;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /// @throws ParameterException if the trace cannot be written
  Program open(PrintWriter messages) {
    Program program = new Program(command.qualifiedName(), messages);
    try {
      if (trace != null) {
        program.trace(trace);
      }
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(command.commandLine(), "--trace: " + wrong.getMessage(), wrong);
    }
    if (look) {
      program.look();
    }
    return program;
  }
}
