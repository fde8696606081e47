package dev.baton.feed.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RatesTest {
  private static final int WRAPPING = 1;

  private long nanos;
  private final Rates rates = new Rates(() -> nanos, WRAPPING);

  @Test
  void countersAreComparedWithTheLastLook() {
    look(0, Map.of("a", counters(100, 0)));

    Growth growth = look(2, Map.of("a", counters(150, 0))).orElseThrow();
    assertThat(growth.rate(0)).isEqualTo(25);
    assertThat(look(0.5, Map.of("a", counters(151, 0))).orElseThrow().rate(0)).isEqualTo(2);
  }

  @Test
  void devicesAreAddedUpOrTheFastestIsTaken() {
    look(0, Map.of("a", counters(0, 0), "b", counters(1000, 0)));

    Growth growth = look(1, Map.of("a", counters(10, 0), "b", counters(1005, 0))).orElseThrow();
    assertThat(growth.rate(0)).isEqualTo(15);
    assertThat(growth.fastest(0)).isEqualTo(10);
  }

  @Test
  void theFirstLookGivesNoRate() {
    assertThat(look(1, Map.of("a", counters(5, 5)))).isEmpty();
  }

  @Test
  void aCounterThatWentBackGivesNoRateUntilTheNextLook() {
    look(0, Map.of("a", counters(4_000_000_000L, 0)));

    assertThat(look(1, Map.of("a", counters(5, 0)))).isEmpty();
    assertThat(look(1, Map.of("a", counters(8, 0))).orElseThrow().rate(0)).isEqualTo(3);
  }

  @Test
  void oneDeviceThatWasSetUpAnewDoesNotHideTheOthers() {
    look(0, Map.of("a", counters(100, 0), "b", counters(100, 0)));

    Growth growth = look(1, Map.of("a", counters(1, 0), "b", counters(107, 0))).orElseThrow();
    assertThat(growth.rate(0)).isEqualTo(7);
  }

  @Test
  void aCounterOf32BitsBeginsAgainAtZero() {
    look(0, Map.of("a", counters(0, (1L << 32) - 10)));

    assertThat(look(1, Map.of("a", counters(0, 5))).orElseThrow().rate(WRAPPING)).isEqualTo(15);
  }

  @Test
  void aDeviceThatHasJustComeBringsNoBurst() {
    look(0, Map.of("a", counters(0, 0)));
    Growth growth =
        look(1, Map.of("a", counters(1, 0), "new", counters(1_000_000, 0))).orElseThrow();

    assertThat(growth.rate(0)).isEqualTo(1);
  }

  @Test
  void aLookThatComesTooSoonIsAsIfItHadNotBeen() {
    look(0, Map.of("a", counters(0, 0)));

    assertThat(look(0.0005, Map.of("a", counters(50, 0)))).isEmpty();
    assertThat(look(0.9995, Map.of("a", counters(60, 0))).orElseThrow().rate(0)).isEqualTo(60);
  }

  @Test
  void whatHasGoneAltogetherComesBackWithItsSecondLook() {
    look(0, Map.of("a", counters(0, 0)));

    assertThat(look(1, Map.of())).isEmpty();
    assertThat(look(1, Map.of("a", counters(9, 0)))).isEmpty();
    assertThat(look(1, Map.of("a", counters(10, 0))).orElseThrow().rate(0)).isEqualTo(1);
  }

  private Optional<Growth> look(double seconds, Map<String, long[]> counters) {
    nanos += Math.round(seconds * 1e9);
    return rates.since(counters);
  }

  private static long[] counters(long... counters) {
    return counters;
  }
}
