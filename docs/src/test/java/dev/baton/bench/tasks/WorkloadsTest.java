package dev.baton.bench.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Every row does its work, whoever does it. How fast is never asserted.
class WorkloadsTest {
  /// All but those that sleep for a second of real time.
  static final List<Row> ROWS =
      Primitives.ROWS.stream().filter(row -> !row.name().equals("sleepers")).toList();

  private static final Scale TINY = new Scale(0.001);

  @ParameterizedTest
  @FieldSource("ROWS")
  void tasksDoTheWorkOf(Row row) throws Exception {
    assertThat(Contestant.BATON.measure(row, TINY)).isFinite();
  }

  @ParameterizedTest
  @FieldSource("ROWS")
  void threadsDoTheWorkOf(Row row) throws Exception {
    assertThat(Contestant.THREADS.measure(row, TINY)).isFinite();
  }

  @Test
  void workThatWasNotDoneGivesNoFigure() {
    assertThatThrownBy(() -> Stopwatch.require(10, 9))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the workload did 9 of 10 operations; its figure means nothing");
  }

  @Test
  void theRoundsThatWarmUpDoNotCount() throws Exception {
    AtomicInteger round = new AtomicInteger();

    double figure = new Rounds(Scale.FULL, 2, 0, 0, 3).measure(_ -> round.incrementAndGet());

    assertThat(figure).isEqualTo(5); // rounds 1 to 3 warm up, the median of 4, 5, 6 counts
  }
}
