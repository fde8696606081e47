package dev.baton.bench.feed.load;

import dev.baton.net.Backoff;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Lets subscribers come back as our watcher does: after a random time that grows with each
/// failure, up to a second in the first 15 seconds.
final class Reconnection {
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(1));

  /// For a connection and all that makes it live.
  private static final long ATTEMPT_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final int subscribers;
  private final Consumer<Subscriber> connect;
  private final PriorityQueue<Due> dues = new PriorityQueue<>();
  private final Map<Subscriber, Integer> failures = new HashMap<>();
  private final Random random = new Random();
  private final Map<Subscriber, Long> liveAt = new HashMap<>();
  private long attempts;

  /// When the port was seen open; 0: not yet.
  private long opened;

  /// Someone who is to try, or to have come so far that no further try is needed.
  ///
  /// @param attempt how often it had failed when this was planned
  private record Due(long at, Subscriber subscriber, int attempt, boolean isLimit)
      implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      return Long.compare(at - other.at, 0);
    }
  }

  /// @param subscribers all that there are
  /// @param connect begins to connect, and ends in [#lost] if that fails
  Reconnection(int subscribers, Consumer<Subscriber> connect) {
    this.subscribers = subscribers;
    this.connect = connect;
  }

  void lost(Subscriber subscriber, long now) {
    liveAt.remove(subscriber);
    int failed = failures.merge(subscriber, 1, Integer::sum);
    long pause = BACKOFF.delay(failed, random.nextDouble()).toNanos();
    dues.add(new Due(now + pause, subscriber, failed, false));
  }

  /// A server that is being ended can go on to accept for as long as it still has connections.
  void connected(long now) {
    if (opened == 0 && failures.size() == subscribers) {
      opened = now;
    }
  }

  void live(Subscriber subscriber, long now) {
    liveAt.put(subscriber, now);
  }

  /// Begins what is due.
  ///
  /// @return milliseconds until the next is
  long begin(long now) {
    while (!dues.isEmpty() && dues.peek().at() <= now) {
      begin(dues.remove(), now);
    }
    return dues.isEmpty() ? 500 : TimeUnit.NANOSECONDS.toMillis(dues.peek().at() - now);
  }

  private void begin(Due due, long now) {
    if (failures.get(due.subscriber()) != due.attempt()) {
      return;
    }
    if (!due.isLimit()) {
      attempts++;
      dues.add(new Due(now + ATTEMPT_NANOS, due.subscriber(), due.attempt(), true));
      connect.accept(due.subscriber());
    } else if (!due.subscriber().isLive()) {
      due.subscriber().close();
      lost(due.subscriber(), now);
    }
  }

  int returned() {
    return liveAt.size();
  }

  Comeback comeback() {
    Latencies times = new Latencies();
    liveAt.values().forEach(at -> times.add((at - opened) / 1_000));
    return new Comeback(
        returned(),
        attempts,
        millis(times.quantile(0.5)),
        millis(times.quantile(0.95)),
        millis(times.highest()));
  }

  private static double millis(long micros) {
    return micros / 1e3;
  }
}
