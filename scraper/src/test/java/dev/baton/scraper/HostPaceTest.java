package dev.baton.scraper;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostPaceTest {
  private static final Instant NOW = TestCrawl.START;
  private static final Duration FAST = Duration.ofMillis(10);

  private final HostPace pace = new HostPace(false, Duration.ZERO, NOW);

  @Test
  void aNewHostMayBeAskedAtOnce() {
    assertThat(pace.next()).isEqualTo(NOW);
    assertThat(pace.givenUp()).isEmpty();
  }

  @Test
  void tenGoodAnswersHalveTheBackOff() {
    pace.failed(NOW, FAST);
    pace.failed(NOW, FAST);
    pace.failed(NOW, FAST);
    assertThat(pace.backOff()).isEqualTo(Duration.ofSeconds(4));

    answers(9, FAST);
    assertThat(pace.backOff()).isEqualTo(Duration.ofSeconds(4));
    answers(1, FAST);
    assertThat(pace.backOff()).isEqualTo(Duration.ofSeconds(2));
    answers(20, FAST);
    assertThat(pace.backOff()).isEqualTo(Duration.ofMillis(0));
  }

  @Test
  void backsOffWhenAnswersTakeEverLonger() {
    answers(20, Duration.ofMillis(100));
    assertThat(pace.backOff()).isZero();

    answers(5, Duration.ofMillis(900));

    assertThat(pace.backOff()).isEqualTo(Duration.ofSeconds(1));
    assertThat(pace.why()).isEqualTo("back-off after its answers take ever longer");
  }

  @Test
  void doesNotMindAFastHostThatHesitates() {
    answers(100, Duration.ofMillis(2));
    answers(5, Duration.ofMillis(50));
    answers(100, Duration.ofMillis(2));

    assertThat(pace.backOff()).isZero();
  }

  @Test
  void doesNotMindAHostThatWasSlowFromTheBeginning() {
    answers(100, Duration.ofSeconds(4));

    assertThat(pace.backOff()).isZero();
    assertThat(pace.next()).isEqualTo(NOW.plusSeconds(4));
  }

  @Test
  void saysWhyItWaits() {
    pace.answered(NOW, Duration.ofMillis(300));
    assertThat(pace.why()).isEqualTo("as long as its last answer took");
    assertThat(pace.next()).isEqualTo(NOW.plusMillis(300));

    pace.refused(NOW, FAST, 503, Optional.of(Duration.ofMinutes(2)));
    assertThat(pace.why()).isEqualTo("Retry-After 2m");
    assertThat(pace.next()).isEqualTo(NOW.plusSeconds(120));
  }

  @Test
  void waitsTheBackOffIfRetryAfterIsShorter() {
    pace.refused(NOW, FAST, 429, Optional.of(Duration.ZERO));

    assertThat(pace.next()).isEqualTo(NOW.plusSeconds(1));
    assertThat(pace.why()).isEqualTo("back-off after its status 429");
  }

  @Test
  void waitsTenMinutesAndNoLonger() {
    pace.refused(NOW, FAST, 503, Optional.of(Duration.ofMinutes(10)));
    assertThat(pace.givenUp()).isEmpty();

    pace.refused(NOW, FAST, 503, Optional.of(Duration.ofMinutes(10).plusSeconds(1)));
    assertThat(pace.givenUp()).isPresent();
  }

  @Test
  void goesOnWhereItWasStopped() {
    pace.refused(NOW, FAST, 503, Optional.of(Duration.ofMinutes(5)));
    HostPace next = new HostPace(false, Duration.ZERO, NOW);

    next.resume(pace.saved(1, "site.test"), NOW.plusSeconds(60));

    assertThat(next.next()).isEqualTo(NOW.plusSeconds(300));
    assertThat(next.why()).isEqualTo("Retry-After 5m");
    assertThat(next.backOff()).isEqualTo(Duration.ofSeconds(1));
  }

  /// The last request may be one that nobody has written down.
  @Test
  void waitsAtLeastASecondAfterAStop() {
    pace.answered(NOW, FAST);
    HostPace next = new HostPace(false, Duration.ZERO, NOW);

    next.resume(pace.saved(1, "site.test"), NOW.plusSeconds(60));

    assertThat(next.next()).isEqualTo(NOW.plusSeconds(61));
  }

  @Test
  void doesNotWaitForYearsIfTheWallClockWasSetBack() {
    pace.answered(NOW, FAST);
    HostPace next = new HostPace(false, Duration.ZERO, NOW);

    next.resume(pace.saved(1, "site.test"), NOW.minus(Duration.ofDays(1000)));

    assertThat(next.next())
        .isEqualTo(NOW.minus(Duration.ofDays(1000)).plus(HostPace.MOST_RETRY_AFTER));
  }

  private void answers(int count, Duration took) {
    for (int i = 0; i < count; i++) {
      pace.answered(NOW, took);
    }
  }
}
