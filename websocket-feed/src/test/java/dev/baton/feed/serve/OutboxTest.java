package dev.baton.feed.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Action;
import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.feed.Journal;
import dev.baton.feed.protocol.BadMessageException;
import dev.baton.feed.protocol.Messages;
import dev.baton.feed.protocol.Mode;
import dev.baton.feed.protocol.ServerMessage.Bye;
import dev.baton.feed.protocol.ServerMessage.Heartbeat;
import dev.baton.feed.protocol.ServerMessage.Lost;
import dev.baton.feed.protocol.ServerMessage.Published;
import dev.baton.feed.websocket.Frame;
import dev.baton.feed.websocket.Frames;
import dev.baton.testing.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What waits for one subscriber, and for several, with a clock that jumps.
class OutboxTest {
  private static final long ROOMY = 1_000_000;

  private final MemoryHub hub = new MemoryHub(List.of("a", "b"), "e", 10_000, Journal.none());
  private final Set<Outbox> all = new LinkedHashSet<>();
  private ServeSettings settings =
      ServeSettings.DEFAULT.withWaiting(ROOMY, Duration.ofSeconds(5), ROOMY);
  private HeapShare share;
  private Topic a;
  private Topic b;
  private int wakes;

  // --- streams

  @Test
  void givesWhatWaitsInOrder() {
    play(
        () -> {
          Outbox outbox = outbox();
          stream(a, outbox);
          stream(b, outbox);
          publish("a", 2);
          publish("b", 1);
          publish("a", 1);

          assertThat(take(outbox)).containsExactly("a1", "a2", "b1", "a3");
          assertThat(outbox.poll()).isNull();
          assertThat(share.bytes()).isZero();
        });
  }

  @Test
  void saysThatSomethingWaits() {
    play(
        () -> {
          stream(a, outbox());
          publish("a", 3);

          assertThat(wakes).isEqualTo(3);
        });
  }

  @Test
  void whatWaitsTooLongIsDroppedAndDeclaredOnceForEachChannel() {
    play(
        () -> {
          Outbox outbox = outbox();
          stream(a, outbox);
          stream(b, outbox);
          publish("a", 3);
          publish("b", 2);
          Async.sleep(Duration.ofSeconds(5));
          publish("a", 1);
          assertThat(outbox.size()).isEqualTo(6);
          Async.sleep(Duration.ofMillis(1));

          publish("a", 1);

          assertThat(take(outbox)).containsExactly("lost a 1-5", "lost b 1-2");
          publish("a", 1);
          publish("b", 1);
          assertThat(take(outbox)).containsExactly("a6", "b3");
        });
  }

  @Test
  void whatIsTooMuchIsDropped() {
    settings = settings.withWaiting(1_000, Duration.ofHours(1), ROOMY);
    play(
        () -> {
          Outbox outbox = outbox();
          stream(a, outbox);
          for (int i = 0; i < 1_000; i++) {
            publish("a", 1);
            assertThat(outbox.bytes()).isLessThanOrEqualTo(1_000);
          }

          List<String> got = take(outbox);

          assertThat(got.getFirst()).startsWith("lost a 1-");
          assertThat(end(got)).isEqualTo(1_000);
        });
  }

  @Test
  void aLossThatWaitsGrowsInsteadOfBeingFollowedByAnother() {
    play(
        () -> {
          Outbox outbox = outbox();
          stream(a, outbox);
          for (int i = 0; i < 10; i++) {
            publish("a", 1);
            Async.sleep(Duration.ofSeconds(6));
          }
          publish("a", 1);

          assertThat(take(outbox)).containsExactly("lost a 1-11");
        });
  }

  @Test
  void answersAndHeartbeatsAreNotDropped() {
    play(
        () -> {
          Outbox outbox = outbox();
          stream(a, outbox);
          outbox.add(message(new Bye(1000, "one", 0)));
          publish("a", 2);
          outbox.addHeartbeat(message(new Heartbeat(1, Map.of(), Map.of())));
          outbox.addHeartbeat(message(new Heartbeat(2, Map.of(), Map.of())));
          outbox.drop();

          assertThat(take(outbox)).containsExactly("bye one", "lost a 1-2", "hb 1");
          outbox.addHeartbeat(message(new Heartbeat(3, Map.of(), Map.of())));
          assertThat(take(outbox)).containsExactly("hb 3");
        });
  }

  @Test
  void tooManyMessagesAreRefused() {
    play(
        () -> {
          Outbox outbox = outbox();
          int added = 0;
          while (outbox.add(message(new Bye(1000, "x".repeat(200), 0)))) {
            added++;
          }

          assertThat(added).isBetween(200, 400);
          take(outbox);
          assertThat(outbox.add(message(new Bye(1000, "again", 0)))).isTrue();
        });
  }

  // --- the newest alone

  @Test
  void theNewestTakesThePlaceOfTheOneBefore() {
    play(
        () -> {
          Outbox outbox = outbox();
          latest(a, outbox);
          stream(b, outbox);
          publish("a", 1);
          publish("b", 1);
          publish("a", 4);

          assertThat(take(outbox)).containsExactly("a5 after 0", "b1");
          publish("a", 1);
          assertThat(take(outbox)).containsExactly("a6");
          publish("a", 3);
          assertThat(take(outbox)).containsExactly("a9 after 6");
        });
  }

  @Test
  void theNewestIsNeverDropped() {
    settings = settings.withWaiting(1, Duration.ofMillis(1), 1);
    play(
        () -> {
          Outbox outbox = outbox();
          latest(a, outbox);
          stream(b, outbox);
          for (int i = 0; i < 100; i++) {
            publish("a", 1);
            publish("b", 1);
            Async.sleep(Duration.ofSeconds(1));
          }

          assertThat(take(outbox)).containsExactly("a100 after 0", "lost b 1-100");
          assertThat(share.bytes()).isZero();
        });
  }

  @Test
  void anotherModeHoldsForWhatComesLater() {
    play(
        () -> {
          Outbox outbox = outbox();
          Subscription subscription = latest(a, outbox);
          publish("a", 3);
          subscription.mode(Mode.STREAM);
          publish("a", 2);
          subscription.mode(Mode.LATEST);
          publish("a", 2);

          assertThat(take(outbox)).containsExactly("a3 after 0", "a4", "a5", "a7 after 5");
        });
  }

  // --- the end

  @Test
  void theLastWordIsAllThatIsLeft() {
    play(
        () -> {
          Outbox outbox = outbox();
          Subscription subscription = stream(a, outbox);
          publish("a", 5);
          subscription.end();
          outbox.finish(message(new Bye(1001, "done", 0)));
          publish("a", 5);

          assertThat(take(outbox)).containsExactly("bye done");
          assertThat(outbox.add(message(new Bye(1001, "late", 0)))).isTrue();
          assertThat(take(outbox)).isEmpty();
          assertThat(share.bytes()).isZero();
        });
  }

  @Test
  void whoHasGoneGetsNothing() {
    play(
        () -> {
          Outbox first = outbox();
          Outbox second = outbox();
          Outbox third = outbox();
          Subscription one = stream(a, first);
          stream(a, second);
          stream(a, third);
          publish("a", 1);
          one.end();
          one.end();
          publish("a", 1);

          assertThat(take(first)).containsExactly("a1");
          assertThat(take(second)).containsExactly("a1", "a2");
          assertThat(take(third)).containsExactly("a1", "a2");
        });
  }

  // --- all together

  @Test
  void whoHoldsMostDropsWhenAllTogetherHoldTooMuch() {
    settings = settings.withWaiting(ROOMY, Duration.ofHours(1), 4_000);
    play(
        () -> {
          Outbox slow = outbox();
          Outbox fast = outbox();
          stream(a, slow);
          stream(a, fast);
          for (int i = 0; i < 200; i++) {
            publish("a", 1);
            assertThat(share.bytes()).isLessThanOrEqualTo(4_000);
            assertThat(take(fast)).containsExactly("a" + (i + 1));
          }

          assertThat(end(take(slow))).isEqualTo(200);
        });
  }

  @Test
  void ifAllHoldTheSameAllDrop() {
    settings = settings.withWaiting(ROOMY, Duration.ofHours(1), 10_000);
    play(
        () -> {
          for (int i = 0; i < 20; i++) {
            stream(a, outbox());
          }
          for (int i = 0; i < 200; i++) {
            publish("a", 1);
            assertThat(share.bytes()).isLessThanOrEqualTo(10_000);
          }

          for (Outbox outbox : all) {
            assertThat(end(take(outbox))).isEqualTo(200);
          }
          assertThat(share.bytes()).isZero();
        });
  }

  // --- by chance

  /// By seed: whatever the pace, numbers are sent once or said to be lost once, in order, and no
  /// more waits than may.
  @Test
  void sendsOrDeclaresEveryNumberOnce() {
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      OutboxTest test = new OutboxTest();
      long most = 200 + random.nextInt(1_000);
      test.settings = test.settings.withWaiting(most, Duration.ofSeconds(1), ROOMY);
      test.play(() -> test.chance(random, most));
    }
  }

  private void chance(Random random, long most) {
    Outbox outbox = outbox();
    stream(a, outbox);
    List<String> got = new ArrayList<>();
    for (int step = 0; step < 200; step++) {
      switch (random.nextInt(5)) {
        case 0 -> publish("a", 1 + random.nextInt(3));
        case 1 -> Async.sleep(Duration.ofMillis(random.nextInt(700)));
        case 2 -> outbox.addHeartbeat(message(new Heartbeat(step, Map.of(), Map.of())));
        default -> {
          Frame next = outbox.poll();
          if (next != null) {
            got.add(text(next));
          }
        }
      }
      assertThat(outbox.bytes()).isLessThanOrEqualTo(most + 200);
    }
    got.addAll(take(outbox));
    assertThat(end(got)).isEqualTo(hub.state("a").orElseThrow().top());
    assertThat(share.bytes()).isZero();
  }

  // --- the ground

  private void play(Action<RuntimeException> body) {
    EventLoop.builder()
        .clock(new VirtualClock())
        .run(
            () -> {
              share = new HeapShare(settings.backlog().all(), () -> all);
              a = new Topic(hub, "a");
              b = new Topic(hub, "b");
              body.run();
            });
  }

  private Outbox outbox() {
    Outbox outbox = new Outbox(settings, share, new Figures(), () -> wakes++);
    all.add(outbox);
    return outbox;
  }

  private Subscription stream(Topic topic, Outbox outbox) {
    return new Subscription(topic, outbox, Mode.STREAM, 0);
  }

  private Subscription latest(Topic topic, Outbox outbox) {
    return new Subscription(topic, outbox, Mode.LATEST, 0);
  }

  private void publish(String channel, int count) {
    for (; count > 0; count--) {
      hub.publish(channel, 0, Map.of("x", 1.0));
    }
  }

  private static WaitingMessage message(dev.baton.feed.protocol.ServerMessage message) {
    return new WaitingMessage(Frame.text(Messages.text(message)), EventLoop.running().time());
  }

  private static List<String> take(Outbox outbox) {
    List<String> texts = new ArrayList<>();
    for (Frame next; (next = outbox.poll()) != null; ) {
      texts.add(text(next));
    }
    return texts;
  }

  private static String text(Frame frame) {
    try {
      return switch (Messages.fromServer(Frames.text(frame))) {
        case Published event ->
            event.reading().channel()
                + event.reading().seq()
                + (event.isWhole() ? "" : " after " + event.previous());
        case Lost lost -> "lost " + lost.channel() + " " + lost.from() + "-" + lost.to();
        case Heartbeat heartbeat -> "hb " + heartbeat.time();
        case Bye bye -> "bye " + bye.why();
        default -> throw new AssertionError("a message that was not put in: " + frame);
      };
    } catch (BadMessageException e) {
      throw new AssertionError(e);
    }
  }

  /// Checks that the numbers of channel a rise without a hole that is not declared.
  ///
  /// @return the last
  private static long end(List<String> got) {
    long end = 0;
    for (String text : got) {
      if (text.startsWith("a")) {
        assertThat(text).isEqualTo("a" + ++end);
      } else if (text.startsWith("lost")) {
        String[] range = text.substring("lost a ".length()).split("-");
        assertThat(Long.parseLong(range[0])).isEqualTo(end + 1);
        end = Long.parseLong(range[1]);
      }
    }
    return end;
  }
}
