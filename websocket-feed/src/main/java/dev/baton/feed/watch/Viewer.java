package dev.baton.feed.watch;

import dev.baton.Suspends;
import dev.baton.feed.protocol.Position;
import dev.baton.feed.protocol.ServerMessage.Welcome;
import dev.baton.feed.recovery.Delivery;
import java.time.Duration;
import java.util.List;

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

  /// A try to connect begins.
  default void connecting() {}

  /// The server has said what it publishes; before each [#connected()].
  ///
  /// @param channels those that are watched
  default void welcomed(Welcome welcome, List<String> channels) {}

  /// A channel is watched for the first time: what is from here on is promised.
  default void begins(Position position) {}

  /// More of a channel was asked for than its history has: it begins with this number.
  @Suspends
  default void beginsLate(String channel, long first) {}
}
