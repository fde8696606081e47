package dev.baton.feed.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.TaskGroup;
import dev.baton.feed.Hub;
import dev.baton.feed.Journal;
import dev.baton.feed.protocol.HistoryAnswer.OtherEpoch;
import dev.baton.feed.protocol.HistoryAnswer.Page;
import dev.baton.feed.protocol.HistoryQuery;
import dev.baton.feed.protocol.Reading;
import dev.baton.testing.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a hub makes of its journal: first kept, then seen.
class JournalTest {
  private final List<String> happened = new ArrayList<>();
  private boolean isEpochOver;

  /// Takes a second for each group of readings.
  private final class SlowJournal implements Journal {
    @Override
    public Optional<Past> past(String channel, int most) {
      return channel.equals("a")
          ? Optional.of(new Past("e", 8, List.of(new Reading("a", "e", 3, 0, Map.of()))))
          : Optional.empty();
    }

    @Override
    @Suspends
    public boolean keep(List<Reading> readings) {
      Async.sleep(Duration.ofSeconds(1));
      readings.forEach(reading -> happened.add("kept " + text(reading)));
      boolean goesOn = !isEpochOver;
      isEpochOver = false;
      return goesOn;
    }
  }

  private static String text(Reading reading) {
    return reading.channel() + "#" + reading.seq();
  }

  @Test
  void readingsAreKeptTogetherBeforeAnybodySeesThem() {
    inLoop(
        () -> {
          MemoryHub hub = hub();
          TaskGroup.run(
              group -> {
                group.spawn(() -> publish(hub));
                Async.sleep(Duration.ofMillis(500));
                assertThat(hub.state("a").orElseThrow().top()).isEqualTo(7);
                assertThat(page(hub, "e").readings()).hasSize(1);
              });
          assertThat(happened).containsExactly("kept a#8", "kept b#1", "seen a#8", "seen b#1");
          assertThat(page(hub, "e").readings()).extracting(Reading::seq).containsExactly(3L, 8L);
        });
  }

  @Test
  void whoeverPublishesTheNumbersStayInOrder() {
    inLoop(
        () -> {
          MemoryHub hub = hub();
          TaskGroup.run(
              group -> {
                group.spawn(() -> hub.publish("a", 0, Map.of("x", 1.0)));
                group.spawn(() -> hub.publish("a", 0, Map.of("x", 1.0)));
              });
          assertThat(happened).containsExactly("kept a#8", "seen a#8", "kept a#9", "seen a#9");
        });
  }

  @Test
  void anEpochThatIsOverIsLeftBeforeANumberOfItIsSeen() {
    inLoop(
        () -> {
          MemoryHub hub = hub();
          hub.beforeNewEpoch(() -> happened.add("new epoch"));
          isEpochOver = true;
          publish(hub);

          assertThat(happened)
              .containsExactly("kept a#8", "kept b#1", "new epoch", "seen a#1", "seen b#1");
          String epoch = hub.state("a").orElseThrow().epoch();
          assertThat(epoch).isNotEqualTo("e").isEqualTo(hub.state("b").orElseThrow().epoch());
          assertThat(hub.history(new HistoryQuery("a", "e", 3, 9, 10)))
              .isEqualTo(new OtherEpoch(epoch));
        });
  }

  private interface Work {
    @Suspends
    void run() throws Exception;
  }

  private static void inLoop(Work work) {
    EventLoop.builder()
        .clock(new VirtualClock())
        .run(
            () -> {
              try {
                work.run();
              } catch (Exception unexpected) {
                throw new AssertionError(unexpected);
              }
            });
  }

  private MemoryHub hub() {
    MemoryHub hub = new MemoryHub(List.of("a", "b"), Hub.newEpoch(), 10, new SlowJournal());
    for (String channel : List.of("a", "b")) {
      hub.subscribe(channel, reading -> happened.add("seen " + text(reading)));
    }
    return hub;
  }

  @Suspends
  private static void publish(MemoryHub hub) {
    Map<String, Double> values = Map.of("x", 1.0);
    Map<String, Map<String, Double>> both = new LinkedHashMap<>();
    both.put("a", values);
    both.put("b", values);
    hub.publish(0, both);
  }

  private static Page page(MemoryHub hub, String epoch) {
    return (Page) hub.history(new HistoryQuery("a", epoch, 3, 100, 10));
  }
}
