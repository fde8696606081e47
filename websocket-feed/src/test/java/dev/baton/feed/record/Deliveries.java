package dev.baton.feed.record;

import dev.baton.feed.protocol.Range;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.recovery.Delivery.Delivered;
import dev.baton.feed.recovery.Delivery.Hole;
import dev.baton.feed.recovery.Delivery.NewEpoch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/// What a watcher may be told, by seed.
final class Deliveries {
  static final String CHANNEL = "host.cpu";
  static final String EPOCH = "k3f9";

  private static final List<String> WORDS =
      List.of("not in the history", "ü€😀", "\"quoted\"\\", "a\tb", "x".repeat(300), "");

  private final Random random;
  private final Map<String, String> epochs = new HashMap<>();
  private final Map<String, Long> next = new HashMap<>();
  private int epochsSoFar;

  Deliveries(long seed) {
    random = new Random(seed);
  }

  /// Of one channel, from the first number on.
  static List<Delivery> readings(int count) {
    return LongStream.rangeClosed(1, count)
        .mapToObj(seq -> new Reading(CHANNEL, EPOCH, seq, seq * 1000, Map.of("load", 0.5)))
        .<Delivery>map(Delivered::new)
        .toList();
  }

  List<Delivery> next(int count) {
    List<Delivery> deliveries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      deliveries.add(next());
    }
    return deliveries;
  }

  private Delivery next() {
    String channel = "channel-" + random.nextInt(3);
    String epoch = epochs.get(channel);
    if (epoch == null) {
      epoch = begin(channel, 1 + random.nextInt(1000));
    } else if (random.nextInt(20) == 0) {
      return new NewEpoch(channel, epoch, begin(channel, 1));
    }
    long from = next.get(channel);
    if (random.nextInt(10) == 0) {
      Range range = new Range(from, from + random.nextInt(100));
      next.put(channel, range.to() + 1);
      return new Hole(channel, epoch, range, WORDS.get(random.nextInt(WORDS.size())));
    }
    next.put(channel, from + 1);
    return new Delivered(new Reading(channel, epoch, from, random.nextLong(1L << 50), values()));
  }

  private String begin(String channel, long first) {
    String epoch = "epoch-" + epochsSoFar++;
    epochs.put(channel, epoch);
    next.put(channel, first);
    return epoch;
  }

  private Map<String, Double> values() {
    Map<String, Double> values = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      values.put("value-" + i, random.nextBoolean() ? random.nextGaussian() : random.nextInt(99));
    }
    return values;
  }
}
