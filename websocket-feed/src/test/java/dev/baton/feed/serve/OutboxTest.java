package dev.baton.feed.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.EventLoop;
import dev.baton.feed.protocol.Reading;
import dev.baton.sync.QueueShutDownException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutboxTest {
  @Test
  void saysWhatItDroppedInFrontOfTheNextThingThatFits() {
    EventLoop.run(
        () -> {
          Outbox outbox = new Outbox(3);
          for (int seq = 1; seq <= 6; seq++) {
            event(outbox, "a", seq);
          }
          assertThat(take(outbox, 2)).containsExactly("a1", "a2");

          event(outbox, "a", 7);

          assertThat(take(outbox, 3)).containsExactly("a3", "lost a 4-6", "a7");
        });
  }

  @Test
  void keepsTheLossesOfChannelsApart() {
    EventLoop.run(
        () -> {
          Outbox outbox = new Outbox(4);
          for (int seq = 1; seq <= 4; seq++) {
            event(outbox, "a", seq);
            event(outbox, "b", seq);
          }
          take(outbox, 4);

          event(outbox, "b", 5);

          assertThat(take(outbox, 3)).containsExactly("lost a 3-4", "lost b 3-4", "b5");
        });
  }

  @Test
  void anyMessageBringsTheLossesToLight() {
    EventLoop.run(
        () -> {
          Outbox outbox = new Outbox(2);
          for (int seq = 1; seq <= 3; seq++) {
            event(outbox, "a", seq);
          }
          take(outbox, 2);

          assertThat(outbox.add(frame("heartbeat"))).isTrue();

          assertThat(take(outbox, 2)).containsExactly("lost a 3-3", "heartbeat");
        });
  }

  @Test
  void refusesAMessageThatDoesNotFit() {
    EventLoop.run(
        () -> {
          Outbox outbox = new Outbox(1);
          outbox.add(frame("one"));

          assertThat(outbox.add(frame("two"))).isFalse();
        });
  }

  @Test
  void whoeverTakesFromAClosedOneStops() {
    EventLoop.run(
        () -> {
          Outbox outbox = new Outbox(2);
          event(outbox, "a", 1);
          outbox.close();

          assertThatThrownBy(outbox::take).isInstanceOf(QueueShutDownException.class);
        });
  }

  /// By seed: whatever the pace, numbers are sent once or said to be lost once, in order, and the
  /// queue never holds more than it may.
  @Test
  void sendsOrDeclaresEveryNumberOnce() {
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      EventLoop.run(
          () -> {
            Outbox outbox = new Outbox(2 + random.nextInt(5));
            List<String> got = new ArrayList<>();
            int seq = 0;
            for (int step = 0; step < 200; step++) {
              if (random.nextBoolean()) {
                event(outbox, "a", ++seq);
              } else if (outbox.size() > 0) {
                got.addAll(take(outbox, 1));
              }
            }
            got.addAll(take(outbox, outbox.size()));
            outbox.add(frame("end"));
            got.addAll(take(outbox, outbox.size()));
            assertThat(end(got)).isEqualTo(seq);
          });
    }
  }

  private static int end(List<String> got) {
    int end = 0;
    for (String text : got) {
      if (text.startsWith("a")) {
        assertThat(text).isEqualTo("a" + ++end);
      } else if (text.startsWith("lost")) {
        String[] range = text.substring("lost a ".length()).split("-");
        assertThat(Integer.parseInt(range[0])).isEqualTo(end + 1);
        end = Integer.parseInt(range[1]);
      }
    }
    return end;
  }

  private static void event(Outbox outbox, String channel, long seq) {
    outbox.event(new Reading(channel, "e", seq, 0, Map.of()), frame(channel + seq));
  }

  private static Frame frame(String text) {
    return new Frame(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> take(Outbox outbox, int count) {
    List<String> texts = new ArrayList<>();
    for (; count > 0; count--) {
      texts.add(shortened(new String(outbox.take().utf8(), StandardCharsets.UTF_8)));
    }
    return texts;
  }

  private static String shortened(String text) {
    return text.replaceAll(
        "\\{\"op\":\"lost\",\"ch\":\"(.*)\",\"from\":(\\d+),\"to\":(\\d+),.*", "lost $1 $2-$3");
  }
}
