package dev.baton.feed.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.baton.Async;
import dev.baton.Suspends;
import dev.baton.feed.demo.Direction;
import dev.baton.feed.demo.Impairment;
import dev.baton.feed.demo.Impairment.CutAfter;
import dev.baton.feed.demo.Impairment.Delay;
import dev.baton.feed.demo.Impairment.Dribble;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What can go wrong with a connection: nothing is lost by it, and soon after it is over the
/// watcher has everything.
class FaultMatrixTest {
  /// Something that goes wrong, and is over when it returns.
  private interface Trouble {
    @Suspends
    void run(FaultyNetwork network) throws Exception;
  }

  // --- what one connection survives: 6 s of silence too, for each end is heard each 5 s at least

  static List<Arguments> survived() {
    return List.of(
        argumentSet("a byte each millisecond", impaired(new Dribble(1, millis(1)), 30)),
        argumentSet("everything 0.3 s late", impaired(new Delay(millis(300)), 30)),
        argumentSet("a pause of 6 s", impaired(Impairment.HOLD, 6)),
        argumentSet("a pause of 6 s to the server", impaired(Direction.UP, Impairment.HOLD, 6)),
        argumentSet("a pause of 6 s to the watcher", impaired(Direction.DOWN, Impairment.HOLD, 6)));
  }

  @ParameterizedTest
  @MethodSource("survived")
  void itIsAsIfNothingHadBeen(Trouble trouble) throws Exception {
    FaultyNetwork.play(
        network -> {
          trouble.run(network);

          assertThat(network.untilCaughtUp()).isLessThan(Duration.ofSeconds(1));
          assertThat(network.promise.lost()).isZero();
          assertThat(network.connections).isEqualTo(1);
        });
  }

  // --- what it does not

  static Stream<Arguments> noticed() {
    return Stream.concat(
        Stream.of(
            argumentSet("a pause of 22 s", 6, impaired(Impairment.HOLD, 22)),
            argumentSet(
                "a pause of 22 s to the server", 6, impaired(Direction.UP, Impairment.HOLD, 22)),
            argumentSet(
                "a pause of 22 s to the watcher", 6, impaired(Direction.DOWN, Impairment.HOLD, 22)),
            argumentSet("a reset", 2, trouble(network -> network.proxy.reset())),
            argumentSet("an end", 2, trouble(network -> network.proxy.end())),
            argumentSet("half an end to the server", 2, halfClosed(Direction.UP)),
            argumentSet("half an end to the watcher", 2, halfClosed(Direction.DOWN)),
            argumentSet("nobody there for 10 s", 2, refused()),
            argumentSet("somebody who says nothing for 20 s", 6, mute())),
        IntStream.of(0, 1, 2, 3, 4, 9, 50, 130, 700)
            .mapToObj(n -> argumentSet("a cut after " + n + " bytes", 2, cut(n))));
  }

  @ParameterizedTest
  @MethodSource("noticed")
  void afterwardsTheWatcherSoonHasEverything(int seconds, Trouble trouble) throws Exception {
    FaultyNetwork.play(
        network -> {
          trouble.run(network);

          assertThat(network.untilCaughtUp()).isLessThan(Duration.ofSeconds(seconds));
          assertThat(network.promise.lost()).isZero();
          assertThat(network.connections).isGreaterThan(1);
          Async.sleep(Duration.ofSeconds(15)); // until the server has given up what is dead
          assertThat(network.subscribers()).isEqualTo(1);
          assertThat(network.proxy.links()).isEqualTo(1);
        });
  }

  // --- troubles

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  private static Trouble trouble(Trouble trouble) {
    return network -> {
      trouble.run(network);
      Async.sleep(Duration.ofSeconds(1)); // at least one reading more
    };
  }

  private static Trouble impaired(Impairment impairment, int seconds) {
    return network -> {
      network.proxy.impair(impairment);
      Async.sleep(Duration.ofSeconds(seconds));
      network.proxy.impair(Impairment.NONE);
    };
  }

  private static Trouble impaired(Direction direction, Impairment impairment, int seconds) {
    return network -> {
      network.proxy.impair(direction, impairment);
      Async.sleep(Duration.ofSeconds(seconds));
      network.proxy.impair(Impairment.NONE);
    };
  }

  private static Trouble halfClosed(Direction direction) {
    return trouble(network -> network.proxy.halfClose(direction));
  }

  private static Trouble refused() {
    return network -> {
      network.proxy.refuse();
      network.proxy.reset();
      Async.sleep(Duration.ofSeconds(10));
      network.proxy.admit();
    };
  }

  private static Trouble mute() {
    return network -> {
      network.proxy.mute();
      network.proxy.reset();
      Async.sleep(Duration.ofSeconds(20));
      network.proxy.admit();
    };
  }

  /// The first and the second connection, so that what a new one begins with is cut too.
  private static Trouble cut(int bytes) {
    return network -> {
      for (int cut = 0; cut < 2; cut++) {
        network.proxy.impair(Direction.DOWN, new CutAfter(bytes));
        long accepted = network.proxy.accepted();
        while (network.proxy.accepted() == accepted) {
          Async.sleep(millis(10));
        }
      }
      network.proxy.impair(Impairment.NONE);
    };
  }
}
