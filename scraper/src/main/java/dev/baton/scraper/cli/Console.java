package dev.baton.scraper.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where results and messages go.
///
/// @param out the results, unless they go to a file
/// @param err messages for a human
record Console(OutputStream out, PrintStream err, boolean outIsTerminal, boolean errIsTerminal) {
  /// That of this process.
  static Console system() {
    // not System.out, which buffers and keeps failures to itself
    return new Console(
        new FileOutputStream(FileDescriptor.out), System.err, isTerminal(1), isTerminal(2));
  }

  /// True when a line that changes would disturb nothing.
  boolean canShowProgress(boolean resultsGoToOut) {
    return errIsTerminal && !(resultsGoToOut && outIsTerminal);
  }

  /// The JDK can say only whether input and output are a terminal both, which is not the question
  /// when the output goes to a file and the progress to the terminal. Linux knows it of each.
  private static boolean isTerminal(int descriptor) {
    Path link = Path.of("/proc/self/fd/" + descriptor);
    try {
      String target = Files.readSymbolicLink(link).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException notLinux) {
      return System.console() != null && System.console().isTerminal();
    }
  }
}
