package dev.baton.bench.scraper;

import dev.baton.bench.Cost;
import dev.baton.bench.MarkdownTable;
import dev.baton.bench.Outcome;
import dev.baton.bench.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// The contestants of one site as a Markdown table.
final class SpeedTable {
  private static final List<String> COSTS =
      List.of("", "seconds", "pages/s", "processor ms a page", "peak MB");

  private static final List<String> RATIOS =
      List.of(
          "Baton cold is faster",
          "goal",
          "Baton warm is faster",
          "goal",
          "processor time, to Baton's",
          "goal");

  /// On a smaller site it is the start that is measured.
  private static final int LEAST_TO_JUDGE = 5_000;

  private final int pages;
  private final Map<Contestant, Outcome<Cost>> results;
  private final List<String> head = new ArrayList<>(COSTS);

  SpeedTable(int pages, Map<Contestant, Outcome<Cost>> results) {
    this.pages = pages;
    this.results = results;
    if (results.size() > 1) {
      head.addAll(RATIOS);
    }
  }

  String text() {
    return MarkdownTable.text(head, results.keySet().stream().map(this::line).toList());
  }

  private List<String> line(Contestant one) {
    Outcome<Cost> result = results.get(one);
    List<String> line = new ArrayList<>(List.of(one.title));
    if (!result.isUsable()) {
      line.add("error: " + result.error());
    } else {
      line.add(result.of(Cost::seconds).spread());
      line.add("%,.0f".formatted(pages / result.of(Cost::seconds).median()));
      line.add(result.of(cost -> cost.processorSeconds() * 1e3 / pages).spread());
      line.add("%.0f".formatted(result.of(Cost::peakBytes).median() / 1e6));
      if (!one.isOurs()) {
        addRatio(line, result, Contestant.BATON, Cost::seconds, one.cold);
        addRatio(line, result, Contestant.WARM, Cost::seconds, one.warm);
        addRatio(line, result, Contestant.BATON, Cost::processorSeconds, one.processor);
      }
    }
    while (line.size() < head.size()) {
      line.add("");
    }
    return line;
  }

  private void addRatio(
      List<String> line,
      Outcome<Cost> result,
      Contestant ours,
      ToDoubleFunction<Cost> figure,
      double goal) {
    if (!results.getOrDefault(ours, Outcome.none()).isUsable()) {
      line.addAll(List.of("", ""));
      return;
    }
    Statistics ratio = result.ratio(results.get(ours), figure);
    boolean missed = pages >= LEAST_TO_JUDGE && ratio.median() < goal;
    line.add("x" + ratio.spread());
    line.add(goal == 0 ? "" : "%.0f".formatted(goal) + (missed ? " MISSED" : ""));
  }
}
