package dev.baton.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.baton.EventLoop;
import dev.baton.ExceptionHandler;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.Thread.UncaughtExceptionHandler;

/// Ends the process when a thread, a task or a callback, whichever, ends because there is no
/// memory: without it the others may wait for ever. What it needs was made before.
///
/// It halts: to end in order takes memory, and time that nobody bounds.
final class OutOfMemory implements UncaughtExceptionHandler {
  static final String ADVICE = "out of memory; give java more with -Xmx";

  private final byte[] sentence;
  private final FileOutputStream err = new FileOutputStream(FileDescriptor.err);

  private OutOfMemory(String name) {
    sentence = (name + ": " + ADVICE + "\n").getBytes(UTF_8);
  }

  /// From now on.
  ///
  /// @param name of the program
  static void ends(String name) {
    Thread.setDefaultUncaughtExceptionHandler(new OutOfMemory(name));
  }

  /// Answers also the failures that reach no thread, since nobody takes them in this loop.
  static void endsWith(EventLoop loop) {
    ExceptionHandler others = loop.exceptionHandler();
    if (Thread.getDefaultUncaughtExceptionHandler() instanceof OutOfMemory end) {
      loop.setExceptionHandler(
          failure -> {
            end.haltIfIn(failure.exception());
            others.handle(failure);
          });
    }
  }

  static boolean isIn(Throwable failure) {
    try {
      return failure instanceof OutOfMemoryError
          || Causes.of(failure).anyMatch(OutOfMemoryError.class::isInstance);
    } catch (OutOfMemoryError again) {
      return true; // to look for one takes some
    }
  }

  @Override
  public void uncaughtException(Thread thread, Throwable failure) {
    haltIfIn(failure);
    System.err.print("Exception in thread \"" + thread.getName() + "\" ");
    failure.printStackTrace();
  }

  private void haltIfIn(Throwable failure) {
    if (isIn(failure)) {
      try {
        err.write(sentence);
      } catch (IOException | OutOfMemoryError again) {
        // then the exit code has to do
      } finally {
        Runtime.getRuntime().halt(Exit.BUG.code());
      }
    }
  }
}
