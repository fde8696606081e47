package dev.baton.feed.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.feed.protocol.BadMessageException;
import dev.baton.feed.protocol.HistoryQuery;
import dev.baton.feed.protocol.Limits;
import dev.baton.feed.protocol.Mode;
import dev.baton.feed.protocol.Position;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.protocol.ServerMessage.Bye;
import dev.baton.feed.protocol.ServerMessage.Lost;
import dev.baton.feed.protocol.ServerMessage.Published;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.recovery.Delivery.Delivered;
import dev.baton.feed.recovery.Delivery.Hole;
import dev.baton.feed.recovery.Delivery.NewEpoch;
import dev.baton.testing.VirtualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The watcher with a server in memory and a clock that jumps.
class WatcherTest {
  private final FakeServer server = new FakeServer();
  private final List<String> trail = new ArrayList<>();
  private Wanted wanted = Wanted.ALL;
  private Watcher watcher;
  private long filled;

  @Test
  void fillsFromTheHistoryWhatDidNotCome() {
    watch(
        () -> {
          server.publish(true);
          server.publish(false);
          server.publish(false);
          server.publish(true);
        });

    assertThat(trail).containsExactly("connected", "1", "2", "3", "4");
    assertThat(server.questions).hasSize(1);
  }

  @Test
  void resumesWhereItWasAfterALostConnection() {
    watch(
        () -> {
          server.publish(true);
          Async.sleep(Duration.ofSeconds(1));
          server.cut();
          server.publish(false);
          server.publish(false);
          Async.sleep(Duration.ofSeconds(5));
          server.publish(true);
        });

    assertThat(trail)
        .containsExactly(
            "connected", "1", "lost: the connection was lost", "connected", "2", "3", "4");
  }

  @Test
  void aSilentServerIsLeftAfterTwoHeartbeatsAndTheGrace() {
    watch(
        () -> {
          FakeServer.FakeLink first = server.link;
          server.link = null; // it holds the connection and says nothing
          Async.sleep(Duration.ofMillis(11_900));
          assertThat(server.connects).isEqualTo(1);
          Async.sleep(Duration.ofSeconds(2));
          assertThat(server.link).isNotNull().isNotSameAs(first);
        });

    assertThat(trail)
        .containsExactly("connected", "lost: the server was silent for 12s", "connected");
  }

  @Test
  void aHeartbeatShowsThatTheTailIsMissing() {
    watch(
        () -> {
          server.publish(false);
          server.heartbeat();
        });

    assertThat(trail).containsExactly("connected", "1");
  }

  @Test
  void whatTheServerDroppedIsFilled() {
    watch(
        () -> {
          server.publish(false);
          server.publish(false);
          server.say(new Lost(FakeServer.CHANNEL, server.epoch(), 1, 2, "too slow"));
        });

    assertThat(trail).containsExactly("connected", "1", "2");
  }

  @Test
  void whatAnAbsentServerDoesNotAnswerIsNotLost() {
    watch(
        () -> {
          server.historyFails = new IOException("reset");
          server.publish(false);
          server.publish(true);
          Async.sleep(Duration.ofMillis(100));
          server.away = true; // the network is gone in the middle of filling
          server.cut();
          Async.sleep(Duration.ofMinutes(3));
          server.away = false;
          server.historyFails = null;
          Async.sleep(Duration.ofMinutes(1));
        });

    assertThat(trail)
        .filteredOn(line -> !line.startsWith("lost") && !line.equals("connected"))
        .containsExactly("1", "2");
  }

  @Test
  void declaresAHoleWhenAServerThatIsThereDoesNotAnswer() {
    watch(
        () -> {
          server.historyFails = new IOException("reset");
          server.publish(false);
          server.publish(true);
          heartbeats(59);
          assertThat(trail).containsExactly("connected");
          heartbeats(10);
        });

    assertThat(trail)
        .containsExactly("connected", "hole 1-1: the history could not be read: reset", "2");
    assertThat(server.questions).hasSizeBetween(30, 150);
  }

  /// One each second: the server is there.
  @Suspends
  private void heartbeats(int count) {
    for (; count > 0; count--) {
      server.heartbeat();
      Async.sleep(Duration.ofSeconds(1));
    }
  }

  @Test
  void aHistoryThatIsBusyForHalfAMinuteLosesNothing() {
    watch(
        () -> {
          server.historyFails = new BusyException(503, Duration.ofSeconds(1));
          server.publish(false);
          server.publish(true);
          heartbeats(30);
          server.historyFails = null;
          heartbeats(5);
        });

    assertThat(trail).containsExactly("connected", "1", "2");
  }

  @Test
  void anAnswerThatCannotBeReadIsNotWaitedFor() {
    watch(
        () -> {
          server.historyFails = new BadMessageException("it is no JSON");
          server.publish(false);
          server.publish(true);
          heartbeats(10);
        });

    assertThat(trail)
        .containsExactly(
            "connected", "hole 1-1: the history could not be read: it is no JSON", "2");
    assertThat(server.questions).hasSize(WatchSettings.DEFAULT.tries());
  }

  @Test
  void aHistoryThatWantsToBeLeftAloneForAYearIsAskedAgainAfterHalfAMinute() {
    watch(
        () -> {
          server.historyFails = new BusyException(503, Duration.ofDays(365));
          server.publish(false);
          server.publish(true);
          Async.sleep(Duration.ofMillis(29_500));
          assertThat(server.questions).hasSize(1);
          server.historyFails = null;
          Async.sleep(Duration.ofSeconds(1));
        });

    assertThat(trail).endsWith("1", "2");
  }

  /// What came too early and found no room is asked for when its turn comes.
  @Test
  void whatIsKeptTooEarlyIsBoundedByItsValues() {
    server.historyFails = new IOException("reset");
    server.history = 5_000;
    watch(
        () -> {
          server.publish(false);
          server.values = values(Limits.VALUES);
          for (int i = 0; i < 4_000; i++) {
            server.publish(true);
          }
          Async.sleep(Duration.ofMillis(10));
          server.historyFails = null;
          Async.sleep(Duration.ofSeconds(10));
        });

    assertThat(trail.subList(1, trail.size()))
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, 4_001).mapToObj(String::valueOf).toList());
    assertThat((4_001 - filled) * Limits.VALUES).isBetween(90_000L, 100_000L);
  }

  /// Without a history, what was kept is all that is shown.
  @Test
  void whatIsKeptTooEarlyIsBoundedForAllChannels() {
    server.channels = IntStream.range(0, Limits.CHANNELS).mapToObj(n -> "c" + n).toList();
    server.historyFails = new BadMessageException("it is no JSON");
    watch(
        () -> {
          for (String channel : server.channels) {
            for (long seq = 2; seq < 9_000; seq++) {
              server.say(new Published(new Reading(channel, server.epoch(), seq, 0, Map.of())));
            }
          }
          Async.sleep(Duration.ofSeconds(10));
        });

    assertThat(trail).filteredOn(line -> line.matches("[0-9]+")).hasSize(100_000);
  }

  private static Map<String, Double> values(int count) {
    return IntStream.range(0, count)
        .boxed()
        .collect(Collectors.toMap(number -> "value" + number, Integer::doubleValue));
  }

  @Test
  void declaresWhatTheHistoryNoLongerHas() {
    watch(
        () -> {
          for (int i = 0; i < FakeServer.HISTORY + 3; i++) {
            server.publish(false);
          }
          server.heartbeat();
        });

    assertThat(trail).hasSize(1 + 1 + FakeServer.HISTORY);
    assertThat(trail.get(1)).isEqualTo("hole 1-3: no longer in the history");
  }

  @Test
  void aRestartedServerIsReadFromItsFirstReading() {
    watch(
        () -> {
          server.publish(true);
          Async.sleep(Duration.ofSeconds(1));
          server.restart();
          server.publish(false);
          server.publish(false);
          Async.sleep(Duration.ofSeconds(5));
        });

    assertThat(trail)
        .containsExactly(
            "connected",
            "1",
            "lost: the connection was lost",
            "connected",
            "reset e0 to e1",
            "1",
            "2");
  }

  @Test
  void anEpochThatChangesOnALivingConnectionIsSubscribedToAnew() {
    watch(
        () -> {
          server.publish(true);
          Async.sleep(Duration.ofSeconds(1));
          server.changeEpoch();
          for (int i = 0; i < 5; i++) {
            server.publish(i == 4);
          }
          Async.sleep(Duration.ofSeconds(1));
          server.heartbeat();
        });

    assertThat(trail).containsExactly("connected", "1", "reset e0 to e1", "1", "2", "3", "4", "5");
    assertThat(server.subscriptions).hasSize(2);
    assertThat(server.subscriptions.getLast())
        .isEqualTo(
            "{\"op\":\"sub\",\"id\":2,\"ch\":\"host.cpu\",\"from\":{\"epoch\":\"e0\",\"seq\":2}}");
  }

  @Test
  void aHeartbeatOfAnotherEpochIsSubscribedToAnewAndInventsNoHole() {
    changeEpochAndSay(server::heartbeat);

    assertThat(trail).containsExactly("connected", "1", "reset e0 to e1", "1", "2", "3");
    assertThat(server.subscriptions).hasSize(2);
    assertThat(server.questions).extracting(HistoryQuery::epoch).containsOnly("e1");
  }

  @Test
  void readingsThatWereLostInAnotherEpochInventNoHole() {
    changeEpochAndSay(
        () -> server.say(new Lost(FakeServer.CHANNEL, server.epoch(), 1, 3, "too slow")));

    assertThat(trail).containsExactly("connected", "1", "reset e0 to e1", "1", "2", "3");
  }

  /// The history says so, since the heartbeats of version 0.1 do not.
  @Test
  void anOldServerWhoseEpochChangesInventsNoHole() {
    server.saysEpochs = false;
    changeEpochAndSay(server::heartbeat);

    assertThat(trail).containsExactly("connected", "1", "reset e0 to e1", "1", "2", "3");
    assertThat(server.subscriptions).hasSize(2);
  }

  private void changeEpochAndSay(ThrowingRunnable what) {
    watch(
        () -> {
          server.publish(true);
          Async.sleep(Duration.ofSeconds(1));
          server.changeEpoch();
          for (int i = 0; i < 3; i++) {
            server.publish(false);
          }
          for (int i = 0; i < 3; i++) {
            what.run();
            Async.sleep(Duration.ofSeconds(5));
          }
        });
  }

  /// It subscribes again once, not for each message.
  @Test
  void aServerThatGoesOnWithAnotherEpochThanItSaysIsNotAskedAgainAndAgain() {
    watch(
        () -> {
          for (int i = 1; i <= 20; i++) {
            server.say(new Published(new Reading(FakeServer.CHANNEL, "other", i, 0, Map.of())));
            Async.sleep(Duration.ofMillis(100));
          }
          server.publish(true);
        });

    assertThat(trail).containsExactly("connected", "1");
    assertThat(server.subscriptions).hasSize(2);
  }

  /// The subscription has overtaken the change, or there are two servers behind one address.
  @Test
  void anAnswerThatStillNamesTheOldEpochIsAskedForAgainAfterTheNextHeartbeat() {
    server.answeredEpoch = epoch -> server.subscriptions.size() == 2 ? "e0" : epoch;
    watch(
        () -> {
          server.publish(true);
          Async.sleep(Duration.ofSeconds(1));
          server.changeEpoch();
          for (int i = 0; i < 10; i++) {
            server.publish(true);
            Async.sleep(Duration.ofMillis(100));
          }
          assertThat(server.subscriptions).hasSize(2);
          server.heartbeat();
          Async.sleep(Duration.ofSeconds(1));
          server.publish(true);
        });

    assertThat(trail)
        .startsWith("connected", "1", "reset e0 to e1", "1", "2")
        .endsWith("11")
        .hasSize(14);
    assertThat(server.subscriptions).hasSize(3);
  }

  @Test
  void aServerThatNeverAgreesWithItselfIsLeft() {
    watch(
        () -> {
          server.publish(true);
          Async.sleep(Duration.ofSeconds(1));
          server.changeEpoch();
          server.answeredEpoch = _ -> "e0";
          for (int i = 0; i < 2; i++) {
            server.publish(true);
            server.heartbeat();
            Async.sleep(Duration.ofSeconds(5));
          }
          assertThat(server.connects).isEqualTo(1);
          server.heartbeat();
          Async.sleep(Duration.ofMillis(1));
          server.answeredEpoch = epoch -> epoch;
          Async.sleep(Duration.ofSeconds(5));
        });

    assertThat(trail)
        .containsExactly(
            "connected",
            "1",
            "lost: the server contradicts itself: it publishes host.cpu in epoch e1,"
                + " and answers subscriptions with e0",
            "connected",
            "reset e0 to e1",
            "1",
            "2");
  }

  @Test
  void waitsAsLongAsTheServerAsksItTo() {
    watch(
        () -> {
          server.say(new Bye(1001, "restarting", 20_000));
          Async.sleep(Duration.ofMillis(19_900));
          assertThat(server.connects).isEqualTo(1);
          Async.sleep(Duration.ofMillis(400)); // the random time comes after it
          assertThat(server.connects).isEqualTo(2);
        });

    assertThat(trail).containsExactly("connected", "lost: restarting", "connected");
  }

  @Test
  void aBadMessageEndsTheConnectionAndNotTheWatcher() {
    watch(
        () -> {
          server.link.messages.putNowait("{\"op\":\"ev\",\"ch\":\"\\u001b[2J\"}");
          Async.sleep(Duration.ofSeconds(5));
          server.publish(true);
        });

    assertThat(trail.get(1)).startsWith("lost: the server's message field \"ch\" must be");
    assertThat(trail.subList(2, 4)).containsExactly("connected", "1");
  }

  @Test
  void aServerThatWasNeverThereEndsAWatcherThatIsNotPatient() {
    server.away = true;

    assertThatThrownBy(() -> run(watcher(), false, () -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage("nothing answers");
  }

  @Test
  void aPatientWatcherWaitsForAServerThatWasNeverThere() throws Exception {
    server.away = true;

    run(
        watcher(),
        true,
        () -> {
          Async.sleep(Duration.ofMinutes(5));
          server.away = false;
          Async.sleep(Duration.ofMinutes(1));
        });

    assertThat(trail.getLast()).isEqualTo("connected");
  }

  @Test
  void anotherVersionOfTheProtocolIsRefused() {
    server.version = 2;

    assertThatThrownBy(() -> run(watcher(), false, () -> {}))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("version 2");
  }

  // --- when to try again

  @Test
  void isBackWithinASecondAfterAShortOutage() {
    watch(
        () -> {
          Async.sleep(Duration.ofSeconds(5));
          server.away = true;
          server.cut();
          Async.sleep(Duration.ofSeconds(14));
          server.away = false;
          Async.sleep(Duration.ofMillis(1_100));
          assertThat(server.link).isNotNull();
        });
  }

  @Test
  void isBackWithinTwoSecondsInTheFirstMinute() {
    watch(
        () -> {
          server.away = true;
          server.cut();
          Async.sleep(Duration.ofSeconds(57));
          server.away = false;
          Async.sleep(Duration.ofMillis(2_100));
          assertThat(server.link).isNotNull();
        });
  }

  @Test
  void aServerThatStaysAwayIsLeftAlone() {
    watch(
        () -> {
          server.away = true;
          server.cut();
          Async.sleep(Duration.ofMinutes(2));
          int before = server.connects;
          Async.sleep(Duration.ofMinutes(10));
          assertThat(server.connects - before).isBetween(20, 80);
        });
  }

  @Test
  void whoeverWantsToTryNowDoesNotWait() {
    watch(
        () -> {
          server.away = true;
          server.cut();
          Async.sleep(Duration.ofMinutes(10));
          server.away = false;
          watcher.tryNow();
          Async.sleep(Duration.ofMillis(50));
          assertThat(server.link).isNotNull();
        });
  }

  @Test
  void tryNowIsNotKeptForLater() {
    watch(
        () -> {
          watcher.tryNow();
          server.say(new Bye(1001, "restarting", 20_000));
          Async.sleep(Duration.ofSeconds(19));
          assertThat(server.connects).isEqualTo(1);
        });
  }

  @Test
  void aServerThatHasNoRoomIsLeftAloneForAsLongAsItAsks() {
    watch(
        () -> {
          server.connectFails = new BusyException("full", 503, Duration.ofSeconds(20));
          server.cut();
          Async.sleep(Duration.ofSeconds(19));
          assertThat(server.connects).isEqualTo(2);
          server.connectFails = null;
          Async.sleep(Duration.ofSeconds(3));
          assertThat(server.link).isNotNull();
        });

    assertThat(trail).contains("lost: full");
  }

  @Test
  void aGoodbyeInPlaceOfTheWelcomeSaysWhenToComeBack() {
    server.greeting = new Bye(4429, "too many", 7_000);

    assertThatThrownBy(() -> run(watcher(), false, () -> {}))
        .isInstanceOfSatisfying(
            BusyException.class,
            busy -> assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(7)))
        .hasMessageContaining("too many");
  }

  @Test
  void whoIsDeniedStopsAlsoIfItIsPatient() {
    server.connectFails = new DeniedException("no token");

    assertThatThrownBy(() -> run(watcher(), true, () -> Async.sleep(Duration.ofMinutes(5))))
        .isInstanceOf(DeniedException.class);
    assertThat(server.connects).isEqualTo(1);
  }

  @Test
  void whoIsDeniedLaterStopsToo() {
    assertThatThrownBy(
            () ->
                run(
                    watcher(),
                    false,
                    () -> {
                      server.say(new Bye(4403, "you are not welcome", 0));
                      Async.sleep(Duration.ofMinutes(5));
                    }))
        .isInstanceOf(DeniedException.class)
        .hasMessageContaining("you are not welcome");
  }

  /// The page of the protocol says for each code whether to try again.
  @ParameterizedTest
  @MethodSource("closeCodes")
  void triesAgainAfterTheCodesThatThePageSays(int code, boolean again) throws IOException {
    ThrowingRunnable play =
        () -> {
          server.say(new Bye(code, "so it is", 0));
          Async.sleep(Duration.ofSeconds(5));
        };
    if (again) {
      run(watcher(), false, play);
    } else {
      assertThatThrownBy(() -> run(watcher(), false, play)).hasMessageContaining("so it is");
    }

    assertThat(server.connects).isEqualTo(again ? 2 : 1);
  }

  static Stream<Arguments> closeCodes() throws IOException {
    Pattern row = Pattern.compile("\\| ([1-4]\\d{3}(?:, [1-4]\\d{3})*) \\|.*\\| (yes|no)\\b.*");
    List<Arguments> codes =
        Files.readAllLines(Path.of("../docs/feed-protocol.md")).stream()
            .map(row::matcher)
            .filter(Matcher::matches)
            .flatMap(
                found ->
                    Stream.of(found.group(1).split(", "))
                        .map(Integer::valueOf)
                        .map(code -> Arguments.of(code, found.group(2).equals("yes"))))
            .toList();
    assertThat(codes).hasSizeGreaterThan(10);
    return codes.stream();
  }

  @Test
  void aServerThatDiesAgainAfterThreeSecondsIsAskedWithLongerAndLongerPauses() {
    watch(
        () -> {
          for (int i = 0; i < 600; i++) {
            Async.sleep(Duration.ofSeconds(3));
            server.cut();
          }
        });

    assertThat(server.connects).isLessThan(200);
  }

  @Test
  void aConnectionThatIsLeftIsMadeAnewAtOnce() {
    watch(
        () -> {
          server.publish(true);
          Async.sleep(Duration.ofSeconds(5));
          watcher.leave("this machine was asleep");
          Async.sleep(Duration.ofMillis(500));
          server.publish(true);
        });

    assertThat(trail)
        .containsExactly("connected", "1", "lost: this machine was asleep", "connected", "2");
  }

  /// A part of a message is a sign of life.
  @Test
  void whoSendsSlowlyIsNotSilent() {
    watch(
        () -> {
          for (int i = 0; i < 30; i++) {
            Async.sleep(Duration.ofSeconds(1));
            server.link.lastHeard = EventLoop.running().time();
          }
          assertThat(server.connects).isEqualTo(1);
          Async.sleep(Duration.ofMillis(11_900));
          assertThat(server.connects).isEqualTo(1);
          Async.sleep(Duration.ofMillis(500));
          assertThat(server.connects).isEqualTo(2);
        });
  }

  // --- where to begin

  @Test
  void beginsWithANumberThatWasAskedFor() {
    wanted = since(new Start.Number(3));
    publishBefore(5);
    watch(() -> server.publish(true));

    assertThat(trail).containsExactly("connected", "begins 3", "3", "4", "5", "6");
  }

  @Test
  void whatTheHistoryNoLongerHasOfANumberIsAHole() {
    wanted = since(new Start.Number(1));
    publishBefore(FakeServer.HISTORY + 2);
    watch(() -> {});

    assertThat(trail)
        .startsWith("connected", "begins 1", "hole 1-2: no longer in the history", "3");
  }

  @Test
  void aNumberThatIsNotThereYetIsTheNext() {
    wanted = since(new Start.Number(100));
    publishBefore(5);
    watch(() -> server.publish(true));

    assertThat(trail).containsExactly("connected", "begins 6", "6");
  }

  @Test
  void beginsWithTheFirstReadingOfATime() {
    wanted = since(new Start.Time(2_500)); // number 4 is of 3,000
    publishBefore(5);
    watch(() -> server.publish(true));

    assertThat(trail).containsExactly("connected", "begins 4", "4", "5", "6");
  }

  @Test
  void whatComesWhileTheBeginningIsLookedForIsNotLost() {
    wanted = since(new Start.Time(2_500));
    publishBefore(5);
    server.historyTakes = Duration.ofMillis(500);
    watch(
        () -> {
          server.publish(true);
          server.publish(false);
          Async.sleep(Duration.ofSeconds(5));
          server.heartbeat();
          Async.sleep(Duration.ofSeconds(2));
        });

    assertThat(trail).containsExactly("connected", "begins 4", "4", "5", "6", "7");
  }

  @Test
  void aHistoryThatDoesNotReachBackSoFarIsSaid() {
    wanted = since(new Start.Time(0));
    publishBefore(FakeServer.HISTORY + 7);
    watch(() -> {});

    assertThat(trail).startsWith("connected").contains("begins 8", "late 8").doesNotContain("7");
  }

  @Test
  void aConnectionThatIsLostWhileTheBeginningIsLookedForStartsTheSearchAnew() {
    wanted = since(new Start.Time(2_500));
    publishBefore(5);
    server.historyTakes = Duration.ofSeconds(2);
    watch(
        () -> {
          server.cut();
          server.historyTakes = Duration.ZERO;
          Async.sleep(Duration.ofSeconds(10));
        });

    assertThat(trail).containsSubsequence("begins 4", "4", "5").doesNotContain("3");
  }

  @Test
  void goesOnWhereAnotherWatcherHasStopped() {
    wanted = resumed("e0", 4);
    publishBefore(5);
    watch(() -> server.publish(true));

    assertThat(trail).containsExactly("connected", "4", "5", "6");
    assertThat(server.subscriptions.getFirst()).contains("\"from\":{\"epoch\":\"e0\",\"seq\":4}");
  }

  @Test
  void anotherWatchersEpochMayBeOver() {
    wanted = resumed("old", 4);
    publishBefore(2);
    watch(() -> {});

    assertThat(trail).containsExactly("connected", "reset old to e0", "1", "2");
  }

  // --- what is watched

  @Test
  void whoWantsTheNewestSkipsTheRest() {
    wanted = new Wanted(Selection.ALL, Mode.LATEST, new Start.Now(), List.of());
    watch(
        () -> {
          server.publish(true);
          Async.sleep(Duration.ofSeconds(1));
          server.cut();
          for (int i = 0; i < 5; i++) {
            server.publish(false);
          }
          Async.sleep(Duration.ofSeconds(3));
          server.publish(true);
        });

    assertThat(trail).contains("1", "6", "7").doesNotContain("2", "3", "4", "5");
    assertThat(server.subscriptions).allMatch(text -> text.contains("\"mode\":\"latest\""));
  }

  @Test
  void onlyWhatIsWantedIsSubscribedTo() {
    server.channels = List.of("jvm.heap", FakeServer.CHANNEL, "hosts");
    wanted = select("host.*");
    watch(() -> {});

    assertThat(server.subscriptions).hasSize(1).first().asString().contains("\"host.cpu\"");
  }

  @Test
  void aChannelThatIsNotThereEndsTheWatcherAndSaysWhatIs() {
    wanted = select("host.cpus");

    assertThatThrownBy(() -> run(watcher(), true, () -> Async.sleep(Duration.ofMinutes(5))))
        .isInstanceOf(NotThereException.class)
        .hasMessage("the server has no channel host.cpus; did you mean host.cpu? it has host.cpu");
  }

  @Test
  void aChannelThatIsGoneLaterIsWaitedFor() {
    wanted = select("host.cpu");
    watch(
        () -> {
          server.channels = List.of("host.memory");
          server.cut();
          Async.sleep(Duration.ofSeconds(5));
          server.channels = List.of(FakeServer.CHANNEL);
          Async.sleep(Duration.ofSeconds(5));
          server.publish(true);
        });

    assertThat(trail)
        .contains("lost: the server publishes nothing of what is watched")
        .endsWith("connected", "1");
  }

  @Test
  void aServerThatHasOtherChannelsEachTimeIsNotFollowedForEver() {
    watch(
        () -> {
          for (int i = 0; i < 30; i++) {
            String prefix = "c" + i + ".";
            server.channels =
                IntStream.range(0, Limits.CHANNELS).mapToObj(n -> prefix + n).toList();
            server.cut();
            Async.sleep(Duration.ofSeconds(5));
          }
          assertThat(EventLoop.running().allTasks()).hasSizeBetween(230, 270);
        });

    assertThat(trail)
        .contains(
            "lost: the server has published more than 256 channels by now;"
                + " choose some of them, or start again");
  }

  private static Wanted since(Start start) {
    return new Wanted(Selection.ALL, Mode.STREAM, start, List.of());
  }

  private static Wanted resumed(String epoch, long next) {
    return new Wanted(
        Selection.ALL,
        Mode.STREAM,
        new Start.Now(),
        List.of(new Position(FakeServer.CHANNEL, epoch, next)));
  }

  private static Wanted select(String pattern) {
    Selection selection = new Selection(List.of(pattern), List.of());
    return new Wanted(selection, Mode.STREAM, new Start.Now(), List.of());
  }

  /// Number 1 is of 0 microseconds, number 2 of 1,000, and so on.
  private void publishBefore(int count) {
    for (int i = 0; i < count; i++) {
      server.publish(false);
    }
  }

  // --- the stage

  private void watch(ThrowingRunnable play) {
    try {
      run(watcher(), false, play);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Watcher watcher() {
    watcher =
        new Watcher(server, server, new Trail(), WatchSettings.DEFAULT, new Random(1), wanted);
    return watcher;
  }

  /// Lets the watcher run, plays, and gives what follows a second.
  private static void run(Watcher watcher, boolean patient, ThrowingRunnable play)
      throws IOException {
    try {
      EventLoop.builder()
          .clock(new VirtualClock())
          .run(
              () ->
                  TaskGroup.run(
                      group -> {
                        Task<?> watching = group.spawn(() -> watcher.run(patient));
                        Async.sleep(Duration.ofMillis(100));
                        play.run();
                        Async.sleep(Duration.ofSeconds(1));
                        watching.cancel();
                      }));
    } catch (dev.baton.ExceptionGroup failed) {
      throw failed.find(IOException.class).orElseThrow(() -> failed);
    }
  }

  @FunctionalInterface
  private interface ThrowingRunnable {
    @Suspends
    void run();
  }

  private final class Trail implements Viewer {
    @Override
    public void see(Delivery delivery) {
      filled += delivery instanceof Delivered reading && reading.filled() ? 1 : 0;
      trail.add(
          switch (delivery) {
            case Delivered delivered -> "" + delivered.reading().seq();
            case Hole hole ->
                "hole %d-%d: %s".formatted(hole.range().from(), hole.range().to(), hole.why());
            case NewEpoch change -> "reset " + change.oldEpoch() + " to " + change.newEpoch();
          });
    }

    @Override
    public void connected() {
      trail.add("connected");
    }

    @Override
    public void disconnected(String why, Duration pause) {
      trail.add("lost: " + why);
    }

    /// Where it begins is of interest where it was asked for.
    @Override
    public void begins(Position position) {
      if (!(wanted.start() instanceof Start.Now)) {
        trail.add("begins " + position.next());
      }
    }

    @Override
    public void beginsLate(String channel, long first) {
      trail.add("late " + first);
    }
  }
}
