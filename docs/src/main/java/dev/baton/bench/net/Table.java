package dev.baton.bench.net;

import dev.baton.bench.MarkdownTable;
import dev.baton.bench.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// The results of one protocol as two Markdown tables.
final class Table {
  private final Protocol protocol;
  private final List<Row> rows;
  private final Map<Contestant, Map<Row, List<Run>>> runs;

  /// @param runs of every contestant and row, in the order of the rounds
  Table(Protocol protocol, List<Row> rows, Map<Contestant, Map<Row, List<Run>>> runs) {
    this.protocol = protocol;
    this.rows = rows;
    this.runs = runs;
  }

  String text() {
    return """
    **%s**: share of the bare loop's speed, by processor time for a request (lowest-highest)

    %s

    %sMicroseconds of processor time for a request (thousand requests a second):

    %s
    """
        .formatted(
            protocol == Protocol.ECHO ? "TCP echo" : "HTTP GET, keep-alive",
            MarkdownTable.text(head(), shares()),
            verdict(),
            MarkdownTable.text(head(), lines(this::cost)));
  }

  private List<String> head() {
    return Stream.concat(Stream.of(""), rows.stream().map(Row::title)).toList();
  }

  private interface Cell {
    String text(Contestant contestant, Row row);
  }

  private List<List<String>> shares() {
    List<String> goals = line("goal for Baton", row -> row.goal() == 0 ? "" : percent(row.goal()));
    return Stream.concat(lines(this::share).stream(), Stream.of(goals)).toList();
  }

  private List<List<String>> lines(Cell cell) {
    return runs.keySet().stream()
        .map(one -> line(one.title(protocol), row -> cell.text(one, row)))
        .toList();
  }

  private List<String> line(String title, Function<Row, String> cell) {
    return Stream.concat(Stream.of(title), rows.stream().map(cell)).toList();
  }

  private String share(Contestant one, Row row) {
    Statistics share = shares(one, row);
    return one == Contestant.NIO
        ? percent(1)
        : "%s (%.0f-%.0f)"
            .formatted(percent(share.median()), share.lowest() * 100, share.highest() * 100);
  }

  private Statistics shares(Contestant one, Row row) {
    List<Run> yardstick = runs.get(Contestant.NIO).get(row);
    List<Run> own = runs.get(one).get(row);
    List<Double> shares = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      shares.add(yardstick.get(i).cpuMicros() / own.get(i).cpuMicros());
    }
    return Statistics.of(shares);
  }

  private String cost(Contestant one, Row row) {
    return String.format(
        Locale.ROOT,
        "%.2f (%.0f)",
        median(one, row, Run::cpuMicros),
        median(one, row, Run::requestsPerSecond) / 1_000);
  }

  private double median(Contestant one, Row row, ToDoubleFunction<Run> figure) {
    return Statistics.of(runs.get(one).get(row).stream().map(figure::applyAsDouble).toList())
        .median();
  }

  private String verdict() {
    List<String> missed = new ArrayList<>();
    for (Row row : rows) {
      if (runs.containsKey(Contestant.BATON) && row.goal() > 0) {
        double share = shares(Contestant.BATON, row).median();
        if (share < row.goal()) {
          missed.add(row.title() + " (" + percent(share) + ")");
        }
      }
    }
    return missed.isEmpty() ? "" : "Goals missed: " + String.join(", ", missed) + ".\n\n";
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", share * 100);
  }
}
