package dev.baton.bench.feed;

import dev.baton.bench.MarkdownTable;
import dev.baton.bench.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The contestants of one load as a Markdown table, and how ours stands.
final class FanoutTable {
  private static final List<String> HEAD =
      List.of(
          "", "p50, ms", "p99, ms", "p99.9, ms", "processor us a delivery", "peak MB", "delivered");

  private final Map<Contestant, Outcome<Measured>> outcomes;
  private final Goals goals;

  FanoutTable(Map<Contestant, Outcome<Measured>> outcomes, Goals goals) {
    this.outcomes = outcomes;
    this.goals = goals;
  }

  String text() {
    return MarkdownTable.text(HEAD, outcomes.keySet().stream().map(this::line).toList())
        + "\n\n"
        + goals.text(outcomes);
  }

  private List<String> line(Contestant one) {
    Outcome<Measured> outcome = outcomes.get(one);
    List<String> line = new ArrayList<>(List.of(one.title));
    if (outcome.isUsable()) {
      line.add(outcome.of(Measured::p50).spread());
      line.add(outcome.of(Measured::p99).spread());
      line.add(outcome.of(Measured::p999).spread());
      line.add(outcome.of(Measured::processorMicros).spread());
      line.add("%.0f".formatted(outcome.of(Measured::peakBytes).median() / 1e6));
      line.add("%.0f %%".formatted(outcome.of(Measured::delivered).median() * 100));
    } else {
      line.add("error: " + outcome.error());
    }
    while (line.size() < HEAD.size()) {
      line.add("");
    }
    return line;
  }
}
