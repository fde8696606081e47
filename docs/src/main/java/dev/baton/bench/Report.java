package dev.baton.bench;

import java.util.List;

/// All that a reader needs to judge the figures.
record Report(Settings settings, Machine machine, String jvmOptions, List<Result> results) {
  String text() {
    return """
    Baton, %s. %s
    For one operation: the median of %d run%s, the lowest and the highest; lower is better.
    Each run is a process of its own and gives the median of its rounds after warm-up; the
    contestants take turns. "x3.00": it takes 3 times what Baton takes.

    %s
    machine: %s
    each JVM: %s
    made by: %s
    """
        .formatted(
            settings.suite().title(),
            settings.quick()
                ? "QUICK: short and cold; these figures mean little, no goal is judged."
                : "",
            settings.runs(),
            settings.runs() == 1 ? "" : "s",
            new Table(results.getFirst().figures().keySet(), !settings.quick()).text(results),
            machine.text(),
            jvmOptions,
            settings.command());
  }
}
