package dev.baton.feed.watch;

import dev.baton.Suspends;
import dev.baton.feed.recovery.Delivery;
import java.time.Duration;

/// Who is told what a watcher sees. It may take its time: the watcher waits, and the server drops
/// what does not fit in between.
public interface Viewer {
  /// A reading, a hole or a new epoch.
  @Suspends
  void see(Delivery delivery);

  /// The connection is made.
  @Suspends
  void connected();

  /// The connection was lost, or could not be made; the next try is after this pause.
  @Suspends
  void disconnected(String why, Duration pause);
}
