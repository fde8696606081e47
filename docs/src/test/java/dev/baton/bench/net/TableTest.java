package dev.baton.bench.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final Row ROW = new Row(Protocol.ECHO, 64, 100, 0.85);

  private static String table(double... baton) {
    Map<Contestant, Map<Row, List<Run>>> runs = new EnumMap<>(Contestant.class);
    runs.put(Contestant.NIO, Map.of(ROW, runs(2, 2, 4)));
    runs.put(Contestant.BATON, Map.of(ROW, runs(baton)));
    return new Table(Protocol.ECHO, List.of(ROW), runs).text();
  }

  private static List<Run> runs(double... cpuMicros) {
    return Arrays.stream(cpuMicros).mapToObj(cpu -> new Run(1e6 / cpu, cpu)).toList();
  }

  /// A slow round is slow for all: 2/2.5, 2/2 and 4/5.
  @Test
  void sharesAreTakenRoundByRound() {
    assertThat(table(2.5, 2, 5))
        .contains("| bare selector loop                         |         100 % |")
        .contains("| Baton, a task a connection, `forEachPiece` | 80 % (80-100) |")
        .contains("| Baton, a task a connection, `forEachPiece` | 2.50 (400) |");
  }

  @Test
  void aGoalThatIsMissedIsNamed() {
    assertThat(table(2.5, 2.5, 5)).contains("Goals missed: 64 B x 100 (80 %).");
    assertThat(table(2, 2.2, 4)).doesNotContain("missed");
  }
}
