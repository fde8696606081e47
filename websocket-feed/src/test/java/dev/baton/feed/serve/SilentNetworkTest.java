package dev.baton.feed.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.feed.demo.Direction;
import dev.baton.feed.demo.Impairment;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A network that swallows everything in one direction or in both: both ends notice it in time, and
/// nothing is lost.
class SilentNetworkTest {
  /// Twice a heartbeat and 2 s, and what it takes to look.
  private static final Duration NOTICED = Duration.ofSeconds(13);

  /// Whoever has just been heard is not given up: 12 s without a heartbeat of 5 s.
  private static final Duration TOO_SOON = Duration.ofSeconds(7);

  static List<Set<Direction>> ways() {
    return List.of(
        EnumSet.of(Direction.UP), EnumSet.of(Direction.DOWN), EnumSet.allOf(Direction.class));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void bothEndsNoticeInTimeAndNothingIsLost(Set<Direction> ways) throws Exception {
    FaultyNetwork.play(
        network -> {
          long began = FaultyNetwork.now();
          for (Direction way : ways) {
            network.proxy.impair(way, Impairment.SWALLOW);
          }
          assertThat(network.untilLeft()).isBetween(TOO_SOON, NOTICED);
          Async.sleep(NOTICED);
          assertThat(Duration.ofNanos(network.losses.getFirst() - began))
              .isBetween(TOO_SOON, NOTICED);

          network.proxy.impair(Impairment.NONE);
          assertThat(network.untilCaughtUp()).isLessThan(Duration.ofSeconds(6));
          assertThat(network.promise.lost()).isZero();
          Async.sleep(NOTICED); // until all that is dead is given up
          assertThat(network.connections).isEqualTo(2);
          assertThat(network.subscribers()).isEqualTo(1);
          assertThat(network.proxy.links()).isEqualTo(1);
        });
  }
}
