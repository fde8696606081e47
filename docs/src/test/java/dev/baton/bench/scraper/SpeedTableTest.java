package dev.baton.bench.scraper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.bench.Cost;
import dev.baton.bench.Outcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpeedTableTest {
  private final Map<Contestant, Outcome<Cost>> results = new EnumMap<>(Contestant.class);

  private static Cost cost(double seconds, double processorSeconds) {
    return new Cost(seconds, processorSeconds, 100_000_000);
  }

  private List<String> cells(int pages, Contestant one) {
    return new SpeedTable(pages, results)
            .text()
            .lines()
            .filter(line -> line.startsWith("| " + one.title))
            .map(line -> List.of(line.substring(1).split("\\|")))
            .findFirst()
            .orElseThrow()
            .stream()
            .map(String::strip)
            .toList();
  }

  @Test
  void aRatioIsTakenInEachRoundAndComparedWithItsGoal() {
    results.put(Contestant.BATON, new Outcome<>(List.of(cost(4, 5), cost(8, 5)), null));
    results.put(Contestant.WARM, new Outcome<>(List.of(cost(1, 2), cost(1, 2)), null));
    results.put(Contestant.SCRAPY, new Outcome<>(List.of(cost(40, 40), cost(80, 40)), null));

    assertThat(cells(5_001, Contestant.SCRAPY))
        .containsExactly(
            Contestant.SCRAPY.title,
            "60.0 (40.0-80.0)",
            "83",
            "8.0 (8.0-8.0)",
            "100",
            "x10.0 (10.0-10.0)",
            "12 MISSED",
            "x60.0 (40.0-80.0)",
            "28",
            "x8.0 (8.0-8.0)",
            "7");
    assertThat(cells(5_001, Contestant.BATON)).contains("6.0 (4.0-8.0)", "1.00 (1.00-1.00)");
  }

  @Test
  void aSmallSiteIsNotJudged() {
    results.put(Contestant.BATON, Outcome.of(cost(1, 1)));
    results.put(Contestant.WARM, Outcome.of(cost(1, 1)));
    results.put(Contestant.CRAWLER4J, Outcome.of(cost(1, 1)));

    assertThat(cells(100, Contestant.CRAWLER4J)).contains("3", "2");
  }

  @Test
  void whoHasNotFoundAllPagesHasNoFigures() {
    results.put(Contestant.BATON, Outcome.failed("found 4,999 of 5,001 pages"));
    results.put(Contestant.WGET, Outcome.of(cost(1, 1)));

    assertThat(cells(5_001, Contestant.BATON))
        .hasSize(11)
        .startsWith(Contestant.BATON.title, "error: found 4,999 of 5,001 pages", "");
    assertThat(cells(5_001, Contestant.WGET).subList(5, 11)).containsOnly("");
  }
}
