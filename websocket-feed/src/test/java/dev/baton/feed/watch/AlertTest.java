package dev.baton.feed.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.feed.protocol.Range;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.recovery.Delivery.Delivered;
import dev.baton.feed.recovery.Delivery.Hole;
import dev.baton.feed.recovery.Delivery.NewEpoch;
import dev.baton.feed.watch.AlertState.Raised;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertTest {
  private static final String CPU = "host.cpu";

  private final AlertState state = new AlertState(Alert.parse("host.cpu.load > 0.9 for 3s"));
  private long seq;

  @ParameterizedTest
  @CsvSource({
    "host.cpu.load > 0.9 for 30s,host.cpu.load,0.9,PT30S",
    "host.cpu.load>=90%,host.cpu.load,0.9,PT0S",
    "host.memory.available < 1GiB for 2m,host.memory.available,1073741824,PT2M",
    "a.b != -1.5e3,a.b,-1500,PT0S",
    "  a.b == +1 KiB  ,a.b,1024,PT0S"
  })
  void readsWhatPeopleType(String text, String path, double limit, Duration time) {
    Alert alert = Alert.parse(text);

    assertThat(alert.path()).isEqualTo(path);
    assertThat(alert.limit()).isEqualTo(limit);
    assertThat(alert.time()).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "load > 1",
        "a.b",
        "a.b >",
        "a.b > x",
        "a.b => 1",
        "a.b > 1 for",
        "a.b > 1 4",
        "a.b >> 1",
        "a.b > 1 kB",
        "a.b > 1 for soon",
        "a b.c > 1",
        "a.b > 1; a.c > 1"
      })
  void saysWhatIsWrongWithAnythingElse(String text) {
    assertThatThrownBy(() -> Alert.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    ">,false,true",
    ">=,true,true",
    "<,false,false",
    "<=,true,false",
    "=,true,false",
    "!=,false,true"
  })
  void compares(String operator, boolean equal, boolean above) {
    Alert alert = Alert.parse("a.b " + operator + " 1");

    assertThat(alert.holdsFor(1)).isEqualTo(equal);
    assertThat(alert.holdsFor(2)).isEqualTo(above);
  }

  @Test
  void oneReadingIsEnoughWhereNoTimeIsAskedFor() {
    AlertState once = new AlertState(Alert.parse("host.cpu.load > 0.9"));

    assertThat(once.take(reading(1, 0.5))).isEmpty();
    assertThat(once.take(reading(2, 0.95)))
        .hasValueSatisfying(raised -> assertThat(raised.value()).isEqualTo(0.95));
  }

  @Test
  void holdsWhenEveryReadingOfTheTimeSaysSo() {
    assertThat(load(1, 0.95)).isEmpty();
    assertThat(load(2, 0.95)).isEmpty();
    assertThat(load(3, 0.95)).isEmpty();
    assertThat(load(4, 0.95))
        .hasValueSatisfying(raised -> assertThat(raised.since()).isEqualTo(1_000_000));
  }

  @Test
  void oneReadingThatDoesNotBeginsAnew() {
    load(1, 0.95);
    load(2, 0.95);
    load(3, 0.9);

    assertThat(load(4, 0.95)).isEmpty();
    assertThat(load(6, 0.95)).isEmpty();
    assertThat(load(7, 0.95)).isPresent();
  }

  @Test
  void aHoleDoesNotCountAsHolding() {
    load(1, 0.95);
    load(2, 0.95);
    state.take(new Hole(CPU, "e", new Range(3, 4), "gone"));

    assertThat(load(5, 0.95)).isEmpty();
    assertThat(load(7, 0.95)).isEmpty();
    assertThat(load(8, 0.95)).isPresent();
  }

  @Test
  void aNewEpochBeginsAnew() {
    load(1, 0.95);
    state.take(new NewEpoch(CPU, "e", "f"));

    assertThat(load(5, 0.95)).isEmpty();
  }

  @Test
  void whatWasSkippedIsNotKnown() {
    load(1, 0.95);
    Delivered latest = new Delivered(((Delivered) reading(5, 0.95)).reading(), false, 3);

    assertThat(state.take(latest)).isEmpty();
  }

  @Test
  void theHolesOfOtherChannelsDoNotMatter() {
    load(1, 0.95);
    state.take(new Hole("host.memory", "e", new Range(3, 4), "gone"));

    assertThat(load(4, 0.95)).isPresent();
  }

  /// As when the clock is set forward by an hour, or the machine was asleep.
  @Test
  void aLongPauseIsNoEvidence() {
    load(1, 0.95);
    load(2, 0.95);

    assertThat(load(3602, 0.95)).isEmpty();
    assertThat(load(3603, 0.95)).isEmpty();
    assertThat(load(3605, 0.95)).isPresent();
  }

  @Test
  void aClockThatGoesBackBeginsAnew() {
    load(3601, 0.95);
    load(3602, 0.95);

    assertThat(load(2, 0.95)).isEmpty();
    assertThat(load(4, 0.95)).isEmpty();
    assertThat(load(5, 0.95)).isPresent();
  }

  @Test
  void aReadingWithoutTheValueIsNotKnown() {
    load(1, 0.95);
    state.take(new Delivered(new Reading(CPU, "e", 9, 2_000_000, Map.of("user", 1.0))));

    assertThat(load(4, 0.95)).isEmpty();
  }

  @Test
  void aValueThatIsNotThereIsSaid() {
    Alert mistyped = Alert.parse("host.cpu.laod > 1");

    assertThat(AlertState.problem(mistyped, ((Delivered) reading(1, 1)).reading()))
        .hasValue("host.cpu has no value laod; did you mean load? it has load");
    assertThat(
            AlertState.problem(
                Alert.parse("host.memory.x > 1"), ((Delivered) reading(1, 1)).reading()))
        .isEmpty();
  }

  private Optional<Raised> load(long second, double load) {
    return state.take(reading(second, load));
  }

  private Delivery reading(long second, double load) {
    return new Delivered(new Reading(CPU, "e", ++seq, second * 1_000_000, Map.of("load", load)));
  }
}
