package dev.baton.bench.tasks;

import dev.baton.bench.Machine;
import java.util.List;

/// All that a reader needs to judge the figures.
record Report(Settings settings, Machine machine, String jvmOptions, List<Result> results) {
  String text() {
    return """
    %s

    %sFor one operation: the median of %d run%s (lowest-highest); lower is better. Each run is a \
    process of its own and gives the median of its rounds after warm-up. "x3.00": it takes 3 times \
    what Baton takes. %s; each JVM: %s. Made by `%s`.
    """
        .formatted(
            new Table(results.getFirst().figures().keySet(), !settings.quick()).text(results),
            settings.quick()
                ? "QUICK: short and cold; these figures mean little, no goal is judged. "
                : "",
            settings.runs(),
            settings.runs() == 1 ? "" : "s",
            machine.text(),
            jvmOptions,
            settings.command());
  }
}
