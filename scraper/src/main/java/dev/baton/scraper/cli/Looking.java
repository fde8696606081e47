package dev.baton.scraper.cli;

import dev.baton.program.CannotWriteException;
import dev.baton.program.Shell;
import dev.baton.scraper.StoreException;
import dev.baton.terminal.SafeText;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// What the commands have in common that look at something, and change nothing.
final class Looking {
  /// What such a command does.
  interface Look {
    /// @return the exit code
    int run() throws CannotWriteException;
  }

  private Looking() {}

  /// @return the exit code
  /// @throws ParameterException if the command line is wrong
  static int at(Shell shell, CommandSpec spec, Look look) {
    try {
      return look.run();
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    } catch (StoreException failure) {
      shell.say(failure.getMessage());
      return Exits.CANNOT_WRITE.code();
    } catch (CannotWriteException failure) {
      return shell.cannotWrite(failure, Exits.CANNOT_WRITE);
    }
  }

  /// Prints lines that may come from outside.
  static void print(Shell shell, List<String> lines) {
    lines.forEach(line -> shell.printer().println(SafeText.escape(line)));
  }
}
