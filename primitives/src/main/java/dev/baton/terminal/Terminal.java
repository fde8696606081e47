package dev.baton.terminal;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/// A terminal that the output or the errors of this process go to.
///
/// ```java
/// Optional<Terminal.Size> size = Terminal.ofErrors().map(Terminal::size); // empty: a file, a pipe
/// ```
public final class Terminal {
  /// How large a terminal is.
  ///
  /// @param rows lines
  /// @param columns characters in a line
  public record Size(int rows, int columns) {}

  /// For a terminal that does not know its size.
  private static final Size USUAL = new Size(24, 80);

  private final Supplier<Size> size;

  private Terminal(Supplier<Size> size) {
    this.size = size;
  }

  /// The terminal that the standard output goes to; empty if it goes elsewhere, or to a terminal
  /// that can only write line after line (`TERM=dumb`).
  public static Optional<Terminal> ofOutput() {
    return of(1);
  }

  /// The terminal that the standard input comes from; empty if it comes from elsewhere.
  public static Optional<Terminal> ofInput() {
    return of(0);
  }

  /// The same as [#ofOutput()] for the standard error output.
  public static Optional<Terminal> ofErrors() {
    return of(2);
  }

  /// A terminal of a fixed size, for tests.
  public static Terminal ofSize(int rows, int columns) {
    Size size = new Size(rows, columns);
    return new Terminal(() -> size);
  }

  /// Its size now. Asks another program, `stty`, which takes some milliseconds: not to be called on
  /// a loop.
  public Size size() {
    return size.get();
  }

  /// The JDK says only whether both input and output are a terminal. That does not help when the
  /// output goes to a file and the progress to the terminal. Linux says it of each descriptor.
  private static Optional<Terminal> of(int descriptor) {
    if ("dumb".equals(System.getenv("TERM"))) {
      return Optional.empty();
    }
    try {
      Path target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor));
      return isTerminal(target.toString())
          ? Optional.of(new Terminal(() -> ask(Redirect.from(target.toFile()))))
          : Optional.empty();
    } catch (IOException | UnsupportedOperationException notLinux) {
      return System.console() != null && System.console().isTerminal()
          ? Optional.of(new Terminal(() -> ask(Redirect.INHERIT)))
          : Optional.empty();
    }
  }

  private static boolean isTerminal(String file) {
    return file.startsWith("/dev/pts/")
        || file.startsWith("/dev/tty")
        || file.equals("/dev/console");
  }

  /// `stty` asks the terminal that it reads from.
  private static Size ask(Redirect terminal) {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(terminal)
              .redirectError(Redirect.DISCARD)
              .start();
      return parse(stty.inputReader().readLine());
    } catch (IOException | RuntimeException notKnown) {
      return USUAL;
    }
  }

  /// @param line of `stty`: rows and columns, `0 0` where the terminal does not know, as over some
  ///   serial lines
  static Size parse(String line) {
    String[] words = line.split(" ");
    Size size = new Size(Integer.parseInt(words[0]), Integer.parseInt(words[1]));
    return size.rows() > 0 && size.columns() > 0 ? size : USUAL;
  }
}
