package dev.baton;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// When a loop that does not go on is reported. Times are in milliseconds: the limit is 100, and
/// there is a look each 25.
class BlockTest {
  private static final long MS = 1_000_000L;
  private static final long LOOK = 25;

  /// Long after the start of the JVM.
  private long now = 60_000;

  private long beat = 7;
  private boolean waiting;
  private boolean loading;
  private long classes = 500;
  private int asked;
  private Block block = blockOfJvmStartedAt(0);

  private Block blockOfJvmStartedAt(long started) {
    return new Block(100 * MS, started * MS, () -> loading, this::countClasses);
  }

  private long countClasses() {
    asked++;
    return classes;
  }

  /// Looks for so long.
  ///
  /// @return how long the loop was blocked at each report
  private List<Long> look(long time) {
    List<Long> reports = new ArrayList<>();
    for (long end = now + time; now < end; now += LOOK) {
      long blockedFor = block.look(now * MS, beat, waiting);
      if (blockedFor > 0) {
        reports.add(blockedFor / MS);
      }
    }
    return reports;
  }

  @Test
  void aLoopThatStandsStillIsReportedAndAgainWhenTenTimesAsLong() {
    assertThat(look(20_000)).containsExactly(100L, 1_000L, 10_000L);
  }

  @Test
  void aLoopThatGoesOnOrWaitsIsNot() {
    for (int i = 0; i < 100; i++) {
      assertThat(look(100)).isEmpty();
      beat++;
    }
    waiting = true;
    assertThat(look(20_000)).isEmpty();
  }

  @Test
  void theNextBlockIsReportedAfresh() {
    assertThat(look(2_000)).containsExactly(100L, 1_000L);
    beat++;
    assertThat(look(2_000)).containsExactly(100L, 1_000L);
  }

  @Test
  void whileTheStackShowsThatClassesAreLoadedNothingIsReported() {
    loading = true;
    assertThat(look(1_000)).isEmpty();

    loading = false;
    assertThat(look(1_000)).containsExactly(1_075L); // 100 after the last look at such a stack
  }

  /// At the first look of four; the rest of the step is the linking of what was loaded.
  @Test
  void loadingAtOneLookStartsTheTimeAnew() {
    assertThat(look(50)).isEmpty();
    loading = true;
    assertThat(look(25)).isEmpty(); // after 50
    loading = false;
    assertThat(look(1_000)).containsExactly(150L);
  }

  @Test
  void whileTheCountOfClassesGrowsNothingIsReported() {
    List<Long> reports = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      classes++;
      reports.addAll(look(25));
    }
    assertThat(reports).isEmpty();

    assertThat(look(1_000)).hasSize(1).allMatch(blockedFor -> blockedFor <= 1_125);
  }

  /// The first answer takes milliseconds: a loop that is well never asks.
  @Test
  void classesAreCountedOnlyWhenAReportIsNear() {
    look(50);
    assertThat(asked).isZero();
    look(75);
    assertThat(asked).isEqualTo(3);
    look(10_000);
    assertThat(asked).as("after the report").isEqualTo(3);
  }

  @Test
  void aLongBlockIsReportedAlthoughClassesAreLoadedForEver() {
    loading = true;
    assertThat(look(20_000)).containsExactly(5_075L);
  }

  @Test
  void aYoungJvmGetsMoreTimeButABlockedLoopIsReportedEarlyToo() {
    block = blockOfJvmStartedAt(now);
    assertThat(look(500)).isEmpty();
    assertThat(look(25)).containsExactly(500L);
  }
}
