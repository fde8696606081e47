package dev.baton.feed.watch;

import dev.baton.TaskGroup;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// The channels that are followed: each has a [Follower], and a task that fills its holes.
final class Followers {
  /// A server has fewer, but may have others each time it is reached.
  private static final int MOST = 256;

  private final TaskGroup group;
  private final Function<String, Follower> make;
  private final Map<String, Follower> byChannel = new LinkedHashMap<>();

  Followers(TaskGroup group, Function<String, Follower> make) {
    this.group = group;
    this.make = make;
  }

  /// Follows this channel from now on.
  ///
  /// @throws RefusedException if too many were followed before
  Follower follow(String channel) throws RefusedException {
    Follower known = byChannel.get(channel);
    if (known != null) {
      return known;
    }
    if (byChannel.size() >= MOST) {
      throw new RefusedException(
          "the server has published more than "
              + MOST
              + " channels by now; choose some of them, or start again");
    }
    Follower follower = make.apply(channel);
    byChannel.put(channel, follower);
    group.spawn("fill " + channel, follower::fill);
    return follower;
  }

  /// The one that follows this channel, or null.
  Follower of(String channel) {
    return byChannel.get(channel);
  }

  Collection<Follower> all() {
    return byChannel.values();
  }
}
