package dev.baton.feed.demo;

import dev.baton.Async;
import dev.baton.Suspends;
import dev.baton.net.Stream;
import dev.baton.sync.Condition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/// Passes on the bytes of one direction of all connections, as its [Impairment] says.
final class Gate {
  private final Condition changed = new Condition();
  private Impairment impairment = Impairment.NONE;

  /// How many bytes may still pass before the connection is cut.
  private long allowed;

  @Suspends
  void set(Impairment next) {
    try (var _ = changed.acquire()) {
      impairment = next;
      allowed = next instanceof Impairment.CutAfter(long bytes) ? bytes : 0;
      changed.signalAll();
    }
  }

  /// Passes on these bytes.
  ///
  /// @return false if the connection is to be reset
  @Suspends
  boolean pass(ByteBuffer bytes, Stream to) throws IOException {
    while (bytes.hasRemaining()) {
      switch (impairment) {
        case Impairment.None _ -> to.write(bytes);
        case Impairment.Hold _ -> awaitChange();
        case Impairment.Swallow _ -> bytes.position(bytes.limit());
        case Impairment.Delay(Duration by) -> {
          Async.sleep(by);
          to.write(bytes);
        }
        case Impairment.Dribble(int count, Duration pause) -> {
          to.write(part(bytes, count));
          Async.sleep(pause);
        }
        case Impairment.CutAfter _ -> {
          ByteBuffer last = part(bytes, allowed);
          allowed -= last.remaining();
          to.write(last);
          if (allowed == 0) {
            to.flush();
            return false;
          }
        }
      }
    }
    return true;
  }

  /// Waits until the end of a direction may be passed on: with the bytes before it.
  ///
  /// @return false if nobody is to hear of it
  @Suspends
  boolean passEnd() {
    while (impairment instanceof Impairment.Hold) {
      awaitChange();
    }
    return !(impairment instanceof Impairment.Swallow);
  }

  @Suspends
  private void awaitChange() {
    Impairment now = impairment;
    try (var _ = changed.acquire()) {
      changed.waitFor(() -> impairment != now);
    }
  }

  private static ByteBuffer part(ByteBuffer bytes, long most) {
    int length = (int) Math.min(most, bytes.remaining());
    ByteBuffer part = bytes.slice(bytes.position(), length);
    bytes.position(bytes.position() + length);
    return part;
  }
}
