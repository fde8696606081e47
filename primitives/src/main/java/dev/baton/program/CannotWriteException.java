package dev.baton.program;

import java.io.IOException;
import java.util.Locale;

/// The output of a program cannot be written: a disk is full, or whoever read it has gone.
public final class CannotWriteException extends IOException {
  private final boolean readerHasGone;

  /// @param name of what cannot be written, such as `stdout`, or a file
  public CannotWriteException(String name, IOException cause) {
    super("cannot write to " + name + ": " + cause.getMessage(), cause);
    this.readerHasGone = readerHasGone(cause);
  }

  /// True if there was a pipe, and its reader has closed it or ended, as `head` does when it has
  /// seen enough. A program ends quietly then: see [Shell#cannotWrite].
  public boolean readerHasGone() {
    return readerHasGone;
  }

  /// The JDK has no exception of its own for it, only the system's sentence.
  static boolean readerHasGone(IOException failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("broken pipe")
        || message.contains("pipe is being closed") // these two on Windows
        || message.contains("pipe has been ended");
  }
}
