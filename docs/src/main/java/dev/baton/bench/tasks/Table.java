package dev.baton.bench.tasks;

import dev.baton.bench.MarkdownTable;
import dev.baton.bench.Statistics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// The results as a Markdown table.
final class Table {
  private final List<Contestant> others;
  private final boolean judge;

  /// @param contestants those that ran
  /// @param judge whether to say which goals were met
  Table(Collection<Contestant> contestants, boolean judge) {
    this.judge = judge;
    others = contestants.stream().filter(one -> one != Contestant.BATON).toList();
  }

  String text(Collection<Result> results) {
    List<List<String>> lines = results.stream().map(this::line).toList();
    return MarkdownTable.text(head(), lines) + (judge ? "\n\n" + verdict(results) : "");
  }

  private List<String> head() {
    List<String> head = new ArrayList<>(List.of("", "unit", "Baton", "goal"));
    others.forEach(other -> head.add(other.title));
    return head;
  }

  private List<String> line(Result result) {
    Row row = result.row();
    Statistics ours = result.ours();
    List<String> line = new ArrayList<>();
    line.add(row.what());
    line.add(row.unit());
    line.add(
        "%s (%s-%s)"
            .formatted(number(ours.median()), number(ours.lowest()), number(ours.highest())));
    line.add(number(row.goal()) + (judge && !result.meetsGoal() ? " MISSED" : ""));
    for (Contestant other : others) {
      double median = result.figures().get(other).median();
      line.add(number(median) + format(" x%.2f", result.ratio(other)));
    }
    return line;
  }

  private static String verdict(Collection<Result> results) {
    List<String> missed =
        results.stream().filter(result -> !result.meetsGoal()).map(r -> r.row().name()).toList();
    return missed.isEmpty()
        ? "All goals are met."
        : "Goals missed: " + String.join(", ", missed) + ".";
  }

  private static String number(double value) {
    return format("%,.0f", value);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
