package dev.baton.bench.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.bench.Outcome;
import dev.baton.bench.feed.load.Figures;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FanoutTableTest {
  private final Map<Contestant, Outcome<Measured>> outcomes = new EnumMap<>(Contestant.class);

  private void put(Contestant one, double processorMicros, long... p99Millis) {
    List<Measured> runs = new ArrayList<>();
    for (long millis : p99Millis) {
      Figures figures = new Figures(1_000, 0, 500, millis * 1_000, 30_000, 40_000);
      runs.add(new Measured(figures, 1, processorMicros, 100_000_000));
    }
    outcomes.put(one, new Outcome<>(runs, null));
  }

  private String text(Goals goals) {
    return new FanoutTable(outcomes, goals).text();
  }

  @Test
  void aRatioIsTakenInEachRoundAndComparedWithItsGoal() {
    put(Contestant.BATON, 3, 6, 12, 9);
    put(Contestant.JAVA_WEBSOCKET, 6, 10, 12, 18);

    assertThat(text(Goals.OF_MANY))
        .contains("| Baton, `feed serve`         | 0.50 (0.50-0.50) |   9.0 (6.0-12.0) |")
        .contains("p99 x0.60 (0.50-1.00) of Java-WebSocket, `broadcast`, goal 0.75;")
        .contains("processor time x0.50 (0.50-0.50) of Java-WebSocket, `broadcast`, goal 0.75.")
        .doesNotContain("MISSED", "of Netty");
  }

  @Test
  void aGoalThatIsMissedIsNamed() {
    put(Contestant.BATON, 3, 8);
    put(Contestant.JAVA_WEBSOCKET, 3, 10);

    assertThat(text(Goals.OF_MANY)).contains("goal 0.75 MISSED");
  }

  @Test
  void theBestOfTheOthersIsTheRivalWhereNoneIsNamed() {
    put(Contestant.BATON, 3, 3);
    put(Contestant.NIO, 3, 1);
    put(Contestant.NODE, 3, 10);
    put(Contestant.PYTHON, 3, 4);

    assertThat(text(Goals.OF_FAST))
        .endsWith("Ours: p99 x0.75 (0.75-0.75) of Python `websockets`, `broadcast`, goal 0.75.\n");
  }

  @Test
  void whoHasFailedHasNoFiguresAndIsNoRival() {
    put(Contestant.BATON, 3, 3);
    outcomes.put(Contestant.NODE, Outcome.failed("the server closes: 1011"));

    assertThat(text(Goals.OF_FAST))
        .contains("error: the server closes: 1011")
        .doesNotContain("Ours:");
  }
}
