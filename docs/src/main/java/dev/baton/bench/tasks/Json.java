package dev.baton.bench.tasks;

import dev.baton.bench.Machine;
import dev.baton.bench.Statistics;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The results for programs.
final class Json {
  private Json() {}

  static String text(Report report) {
    Machine machine = report.machine();
    boolean judge = !report.settings().quick();
    return """
    {
      "command": %s,
      "jvm": %s,
      "cores": %d, "system": %s, "jdk": %s, "python": %s,
      "quick": %b,
      "rows": [
    %s
      ]
    }
    """
        .formatted(
            quote(report.settings().command()),
            quote(report.jvmOptions()),
            machine.cores(),
            quote(machine.system()),
            quote(machine.jdk()),
            quote(machine.python()),
            !judge,
            report.results().stream()
                .map(result -> row(result, judge))
                .collect(Collectors.joining(",\n")));
  }

  private static String row(Result result, boolean judge) {
    return """
    {"name": %s, "what": %s, "unit": %s, "goal": %s, "met": %s,
     "medians": {%s},
     "runs": {%s}}\
    """
        .formatted(
            quote(result.row().name()),
            quote(result.row().what()),
            quote(result.row().unit()),
            number(result.row().goal()),
            judge ? result.meetsGoal() : null,
            members(result.figures().entrySet(), figures -> number(figures.median())),
            members(result.figures().entrySet(), Json::all));
  }

  private static String members(
      Collection<Map.Entry<Contestant, Statistics>> figures, Function<Statistics, String> value) {
    return figures.stream()
        .map(entry -> quote(entry.getKey().title) + ": " + value.apply(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String all(Statistics figures) {
    return Arrays.stream(figures.sorted())
        .mapToObj(Json::number)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /// Nothing here holds a control character: names of ours, versions, a command line.
  private static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
