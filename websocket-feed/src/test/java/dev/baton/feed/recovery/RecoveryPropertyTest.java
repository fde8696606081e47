package dev.baton.feed.recovery;

import static dev.baton.feed.recovery.Readings.CHANNEL;
import static dev.baton.feed.recovery.Readings.page;
import static dev.baton.feed.recovery.Readings.reading;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.feed.protocol.HistoryAnswer;
import dev.baton.feed.protocol.HistoryAnswer.Failed;
import dev.baton.feed.protocol.HistoryAnswer.Gone;
import dev.baton.feed.protocol.HistoryAnswer.OtherEpoch;
import dev.baton.feed.protocol.Mode;
import dev.baton.feed.protocol.Range;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.recovery.Delivery.Hole;
import dev.baton.testkit.Nightly;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Every script of a few steps, and long random ones, under the one check of [Promise].
class RecoveryPropertyTest {
  private static final int SEEDS = Nightly.amount(10_000, 500_000);

  /// Eight things that can happen to a stream of four readings, in every order of up to six.
  @Test
  void keepsItsPromiseInEveryShortScript() {
    int scripts = 0;
    int steps = 6;
    for (int code = 0; code < Math.pow(8, steps); code++) {
      Recovery recovery = new Recovery(CHANNEL, code % 3);
      Promise promise = new Promise();
      promise.begin("a", 0);
      promise.check(recovery.subscribed("a", 0));
      int rest = code;
      for (int step = 0; step < steps; step++, rest /= 8) {
        promise.check(step(recovery, rest % 8));
      }
      fillHonestly(recovery, promise);
      scripts++;
    }
    assertThat(scripts).isEqualTo(262_144);
  }

  private static List<Delivery> step(Recovery recovery, int what) {
    Range missing = recovery.missing();
    switch (what) {
      case 0, 1, 2, 3:
        return recovery.heard(reading("a", what + 1));
      case 4:
        recovery.heardOf("a", 4);
        return List.of();
      default:
        if (missing == null) {
          return List.of();
        }
        HistoryAnswer answer =
            what == 5 ? page("a", 2, 4) : what == 6 ? new Gone(3) : new Failed(500, "broken");
        return recovery.answered("a", missing, answer);
    }
  }

  private static void fillHonestly(Recovery recovery, Promise promise) {
    for (int asked = 0; recovery.missing() != null; asked++) {
      assertThat(asked).isLessThan(10);
      Range missing = recovery.missing();
      long[] all = LongStream.rangeClosed(missing.from(), missing.to()).toArray();
      promise.check(recovery.answered("a", missing, page("a", all)));
    }
  }

  @Test
  void keepsItsPromiseInVeryManyRandomScripts() {
    play(Mode.STREAM);
  }

  /// Numbers rise, and the newest that was heard of is delivered or declared.
  @Test
  void keepsItsPromiseToWhoWantsTheNewest() {
    play(Mode.LATEST);
  }

  private static void play(Mode mode) {
    long delivered = 0;
    long lost = 0;
    long resets = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Script script = new Script(seed, mode);
      try {
        script.play();
      } catch (Throwable failure) {
        throw new AssertionError("seed " + seed + ": " + failure.getMessage(), failure);
      }
      delivered += script.promise.delivered();
      lost += script.promise.lost();
      resets += script.promise.resets();
    }
    // the scripts do reach what they are made for
    assertThat(delivered).isGreaterThan(5L * SEEDS);
    assertThat(lost).isGreaterThan(mode == Mode.STREAM ? SEEDS : SEEDS / 10);
    assertThat(resets).isGreaterThan(SEEDS);
    Nightly.figure("%,d readings delivered in %,d scripts, %s".formatted(delivered, SEEDS, mode));
  }

  /// A server whose streams come and go, a network that loses, repeats and reorders, and a history
  /// that may lie.
  private static final class Script {
    private final Random random;
    private final Recovery recovery;
    private final Promise promise;

    /// The newest number of each epoch.
    private final List<Long> tops = new ArrayList<>(List.of(0L));

    private int current;

    /// What was sent and has not come.
    private final List<Reading> late = new ArrayList<>();

    /// The highest number of the present epoch that the recovery has heard of.
    private long heardOf;

    private String askedEpoch;
    private Range asked;

    Script(int seed, Mode mode) {
      random = new Random(seed);
      recovery = new Recovery(CHANNEL, random.nextInt(6), mode);
      promise = new Promise(mode);
    }

    void play() {
      publish(random.nextInt(5));
      promise.begin(epoch(), top());
      subscribe();
      for (int steps = 20 + random.nextInt(60); steps > 0; steps--) {
        step();
      }
      for (int asks = 0; recovery.missing() != null; asks++) {
        assertThat(asks).as("questions to the history").isLessThan(2_000);
        answer(honest());
      }
      assertThat(promise.epoch()).isEqualTo(recovery.epoch());
      assertThat(promise.end()).isEqualTo(heardOf);
    }

    private void step() {
      switch (random.nextInt(12)) {
        case 0, 1, 2, 3 -> publish(1 + random.nextInt(4));
        case 4, 5 -> hearSomethingLate();
        case 6 -> hearOfTop();
        case 7, 8 -> answer(honest());
        case 9 -> answer(lie());
        case 10 -> subscribe();
        default -> changeEpoch();
      }
    }

    private void publish(int count) {
      for (; count > 0; count--) {
        tops.set(current, top() + 1);
        Reading reading = reading(epoch(), top());
        switch (random.nextInt(8)) {
          case 0 -> {} // lost
          case 1, 2 -> late.add(reading);
          case 3 -> {
            late.add(reading);
            hear(reading);
          }
          default -> hear(reading);
        }
      }
    }

    private void hearSomethingLate() {
      if (!late.isEmpty()) {
        hear(late.remove(random.nextInt(late.size())));
      }
    }

    private void hear(Reading reading) {
      if (reading.epoch().equals(recovery.epoch())) {
        heardOf = Math.max(heardOf, reading.seq());
      }
      check(recovery.heard(reading));
    }

    private void hearOfTop() {
      recovery.heardOf(epoch(), top());
      if (epoch().equals(recovery.epoch())) {
        heardOf = Math.max(heardOf, top());
      }
    }

    private void subscribe() {
      boolean anew = !epoch().equals(recovery.epoch());
      check(recovery.subscribed(epoch(), top()));
      heardOf = anew ? Math.max(top(), promise.end()) : Math.max(heardOf, top());
    }

    private void changeEpoch() {
      if (tops.size() < 5 && random.nextBoolean()) {
        tops.add(0L);
        current = tops.size() - 1;
      } else {
        current = random.nextInt(tops.size());
      }
      if (random.nextBoolean()) {
        subscribe();
      }
    }

    /// Answers what is missing now, or now and then what was asked before.
    private void answer(HistoryAnswer answer) {
      if (recovery.missing() == null) {
        return;
      }
      if (asked == null || random.nextInt(4) > 0) {
        asked = recovery.missing();
        askedEpoch = recovery.epoch();
      }
      check(recovery.answered(askedEpoch, asked, answer));
    }

    private HistoryAnswer honest() {
      Range missing = recovery.missing();
      if (missing == null || !epoch().equals(recovery.epoch())) {
        return new OtherEpoch(epoch());
      }
      long first = Math.max(1, top() - 30);
      if (missing.from() < first) {
        return new Gone(first);
      }
      long to = Math.min(missing.to(), missing.from() + random.nextInt(5));
      return page(epoch(), LongStream.rangeClosed(missing.from(), to).toArray());
    }

    private HistoryAnswer lie() {
      return switch (random.nextInt(6)) {
        case 0 -> new Gone(random.nextInt(100));
        case 1 -> new OtherEpoch("never");
        case 2 -> new Failed(503, "busy");
        case 3 -> page(epoch());
        case 4 -> page("never", 1, 2, 3);
        default -> page(epoch(), random.longs(5, 1, top() + 10).sorted().distinct().toArray());
      };
    }

    /// Takes what comes, in which no hole may be of numbers that were never published.
    private void check(List<Delivery> deliveries) {
      for (Delivery delivery : deliveries) {
        if (delivery instanceof Hole hole) {
          long published = tops.get(Integer.parseInt(hole.epoch().substring(1)));
          assertThat(hole.range().to()).as("%s", hole).isLessThanOrEqualTo(published);
        }
        promise.check(delivery);
      }
    }

    private String epoch() {
      return "e" + current;
    }

    private long top() {
      return tops.get(current);
    }
  }
}
