package dev.baton.bench.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.bench.Statistics;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final List<Contestant> ALL = List.of(Contestant.BATON, Contestant.ASYNCIO);

  @Test
  void marksAGoalThatIsMissed() {
    String table = new Table(ALL, true).text(List.of(result(200, 101, 1_010)));

    assertThat(table)
        .contains("| 101 (101-101) |  200 |", "1,010 x10.00")
        .contains("All goals are met.");
    assertThat(new Table(ALL, true).text(List.of(result(100, 101, 1_010))))
        .contains("100 MISSED")
        .contains("Goals missed: lock.");
  }

  @Test
  void judgesNothingAfterAQuickRun() {
    assertThat(new Table(ALL, false).text(List.of(result(100, 101, 1_010))))
        .doesNotContain("MISSED", "missed", "met");
  }

  private static Result result(double goal, double ours, double theirs) {
    Row row = new Row("lock", "take and give a lock", "ns", goal, _ -> 0, _ -> 0);
    Map<Contestant, Statistics> figures = new EnumMap<>(Contestant.class);
    figures.put(Contestant.BATON, Statistics.of(List.of(ours)));
    figures.put(Contestant.ASYNCIO, Statistics.of(List.of(theirs)));
    return new Result(row, figures);
  }
}
