package dev.baton.jobs.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// Checks numbers of the command line.
final class Limits {
  private Limits() {}

  /// @throws ParameterException if the value is out of range
  static int require(CommandSpec spec, String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          spec.commandLine(),
          "%s is out of range: %d; use %d to %d".formatted(option, value, least, most));
    }
    return value;
  }
}
