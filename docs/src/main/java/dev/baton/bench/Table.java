package dev.baton.bench;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// The results for people.
final class Table {
  private static final String LINE = "%-55s %-5s %9s %17s %7s  %-6s";
  private static final String OTHER = "  %9s %8s";

  private final List<Contestant> others;
  private final boolean judge;

  /// @param contestants those that ran
  /// @param judge whether to say which goals were met
  Table(Collection<Contestant> contestants, boolean judge) {
    this.judge = judge;
    others = contestants.stream().filter(one -> one != Contestant.BATON).toList();
  }

  String text(Collection<Result> results) {
    StringBuilder text = new StringBuilder(head());
    for (Result result : results) {
      text.append(line(result)).append('\n');
    }
    return text.append(judge ? verdict(results) : "").toString();
  }

  private String head() {
    StringBuilder head =
        new StringBuilder(format(LINE, "", "", "Baton", "lowest-highest", "goal", ""));
    for (Contestant other : others) {
      head.append("  %18s".formatted(other.title));
    }
    return head.append('\n').toString();
  }

  private String line(Result result) {
    Row row = result.row();
    Statistics ours = result.ours();
    String spread = number(ours.lowest()) + "-" + number(ours.highest());
    String verdict = !judge ? "" : result.meetsGoal() ? "met" : "MISSED";
    StringBuilder line =
        new StringBuilder(
            format(
                LINE,
                row.what(),
                row.unit(),
                number(ours.median()),
                spread,
                number(row.goal()),
                verdict));
    for (Contestant other : others) {
      double median = result.figures().get(other).median();
      line.append(format(OTHER, number(median), format("x%.2f", result.ratio(other))));
    }
    return line.toString();
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
