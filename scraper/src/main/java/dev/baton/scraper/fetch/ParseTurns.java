package dev.baton.scraper.fetch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Lets few large pages be parsed at once. A parsed page may take a hundred MB, and what all cores
/// are busy with already gets no faster by more threads. Small pages never wait.
final class ParseTurns {
  /// Those of this process.
  static final ParseTurns ALL =
      new ParseTurns(Math.max(2, Runtime.getRuntime().availableProcessors()));

  /// The largest page that does not wait, in bytes.
  static final int SMALL = 64 * 1024;

  /// How often whoever waits looks whether its page is still wanted.
  private static final long LOOK_MILLIS = 100;

  private final Semaphore turns;

  ParseTurns(int most) {
    this.turns = new Semaphore(most);
  }

  /// To be closed when the page is parsed and no longer needed.
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /// Waits until a page of that many bytes may be parsed.
  ///
  /// @throws IOException if its request was cancelled meanwhile
  Turn take(int bytes, BooleanSupplier cancelled) throws IOException {
    if (bytes <= SMALL) {
      return () -> {};
    }
    do {
      requireWanted(cancelled);
    } while (!tryAcquire());
    return turns::release;
  }

  /// @throws IOException if a request was cancelled, so that nobody reads what is made of its page
  static void requireWanted(BooleanSupplier cancelled) throws IOException {
    if (cancelled.getAsBoolean()) {
      throw new InterruptedIOException("the request was cancelled");
    }
  }

  private boolean tryAcquire() throws InterruptedIOException {
    try {
      return turns.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the thread was interrupted");
    }
  }
}
