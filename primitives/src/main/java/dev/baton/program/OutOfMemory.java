package dev.baton.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.baton.EventLoop;
import dev.baton.ExceptionHandler;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.Thread.UncaughtExceptionHandler;

/// Ends the process when a thread, a task or a callback, whichever, ends because there is no
/// memory: without it the others may wait for ever. What it needs when the heap is full was made
/// before.
///
/// It halts: to end in order takes memory, and time that nobody bounds.
final class OutOfMemory implements UncaughtExceptionHandler {
  private static final String ADVICE = "out of memory; give java more with -Xmx";

  private final String name;
  private final byte[] advice;
  private final FileOutputStream err = new FileOutputStream(FileDescriptor.err);

  private OutOfMemory(String name) {
    this.name = name;
    advice = line(ADVICE);
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

  /// Null if there is none.
  static OutOfMemoryError in(Throwable failure) {
    try {
      return failure instanceof OutOfMemoryError itself
          ? itself
          : (OutOfMemoryError)
              Causes.of(failure)
                  .filter(OutOfMemoryError.class::isInstance)
                  .findFirst()
                  .orElse(null);
    } catch (OutOfMemoryError again) {
      return again; // to look for one takes some
    }
  }

  /// The advice, or what the JVM says where a larger heap would not help: it may be threads or
  /// direct buffers that it has no more of.
  static String sentence(OutOfMemoryError failure) {
    return isOfHeap(failure) ? ADVICE : "out of memory: " + failure.getMessage();
  }

  private static boolean isOfHeap(OutOfMemoryError failure) {
    String message = failure.getMessage();
    return message == null
        || message.startsWith("Java heap space")
        || message.startsWith("GC overhead");
  }

  @Override
  public void uncaughtException(Thread thread, Throwable failure) {
    haltIfIn(failure);
    System.err.print("Exception in thread \"" + thread.getName() + "\" ");
    failure.printStackTrace();
  }

  private void haltIfIn(Throwable failure) {
    OutOfMemoryError found = in(failure);
    if (found != null) {
      halt(found);
    }
  }

  private void halt(OutOfMemoryError failure) {
    try {
      err.write(isOfHeap(failure) ? advice : line(sentence(failure)));
    } catch (IOException | OutOfMemoryError again) {
      // then the exit code has to do
    } finally {
      Runtime.getRuntime().halt(Exit.BUG.code());
    }
  }

  private byte[] line(String sentence) {
    return (name + ": " + sentence + "\n").getBytes(UTF_8);
  }
}
