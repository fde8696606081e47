package dev.baton.feed.recovery;

import dev.baton.feed.protocol.Mode;
import dev.baton.feed.recovery.Delivery.Delivered;
import dev.baton.feed.recovery.Delivery.Hole;
import dev.baton.feed.recovery.Delivery.NewEpoch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Checks the promise of the feed, delivery by delivery: each begins exactly where the one before
/// it ended, so numbers rise, none is missing, and none is told twice.
public final class Promise {
  private final Map<String, Long> ends = new HashMap<>();
  private final Mode mode;
  private String epoch;
  private long delivered;
  private long lost;
  private long resets;

  /// To whom wants everything.
  public Promise() {
    this(Mode.STREAM);
  }

  public Promise(Mode mode) {
    this.mode = mode;
  }

  /// The stream is this, and what is above this number is promised.
  public void begin(String firstEpoch, long top) {
    epoch = firstEpoch;
    ends.put(firstEpoch, top);
  }

  public void check(List<Delivery> deliveries) {
    deliveries.forEach(this::check);
  }

  public void check(Delivery delivery) {
    switch (delivery) {
      case Delivered(var reading, _, long skipped) -> {
        require(
            delivery,
            reading.epoch().equals(epoch)
                && isNext(reading.seq())
                && (mode == Mode.LATEST || skipped == 0));
        ends.put(epoch, reading.seq());
        delivered++;
      }
      case Hole hole -> {
        boolean fits = hole.epoch().equals(epoch) && isNext(hole.range().from());
        require(delivery, fits && hole.range().count() > 0);
        ends.put(epoch, hole.range().to());
        lost += hole.range().count();
      }
      case NewEpoch change -> {
        boolean fits = change.oldEpoch().equals(epoch) && !change.newEpoch().equals(epoch);
        require(delivery, fits);
        epoch = change.newEpoch();
        ends.putIfAbsent(epoch, 0L);
        resets++;
      }
    }
  }

  private boolean isNext(long seq) {
    return mode == Mode.STREAM ? seq == end() + 1 : seq > end();
  }

  private void require(Delivery delivery, boolean kept) {
    if (!kept) {
      throw new AssertionError(delivery + " came after #" + end() + " of epoch " + epoch);
    }
  }

  /// The last number that was delivered or declared.
  public long end() {
    return ends.get(epoch);
  }

  public String epoch() {
    return epoch;
  }

  public long delivered() {
    return delivered;
  }

  public long lost() {
    return lost;
  }

  public long resets() {
    return resets;
  }
}
