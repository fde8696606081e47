package dev.baton.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.Thread.UncaughtExceptionHandler;

/// Ends the process when a thread, whichever, ends because there is no memory: without that thread
/// the others may wait for ever. What it needs was made before.
///
/// It halts: to end in order takes memory, and time that nobody bounds.
final class OutOfMemory implements UncaughtExceptionHandler {
  private final byte[] sentence;
  private final FileOutputStream err = new FileOutputStream(FileDescriptor.err);

  private OutOfMemory(String name) {
    sentence = (name + ": out of memory; give java more with -Xmx\n").getBytes(UTF_8);
  }

  /// From now on.
  ///
  /// @param name of the program
  static void ends(String name) {
    Thread.setDefaultUncaughtExceptionHandler(new OutOfMemory(name));
  }

  @Override
  public void uncaughtException(Thread thread, Throwable failure) {
    if (failure instanceof OutOfMemoryError) {
      try {
        err.write(sentence);
      } catch (IOException | OutOfMemoryError again) {
        // then the exit code has to do
      } finally {
        Runtime.getRuntime().halt(Exit.BUG.code());
      }
    }
    System.err.print("Exception in thread \"" + thread.getName() + "\" ");
    failure.printStackTrace();
  }
}
