package dev.baton.bench;

import java.lang.management.ManagementFactory;
import java.util.Optional;

/// Where the figures come from: without that they say nothing.
public record Machine(int cores, String system, String jdk, String python, double load) {
  public static Machine here(Optional<Python> python) {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        System.getProperty("java.vendor.version", System.getProperty("java.vendor"))
            + " "
            + Runtime.version(),
        python.map(Python::version).orElse("none"),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  /// Without a Python.
  public static Machine here() {
    return here(Optional.empty());
  }

  /// All but Python.
  public String java() {
    return "%d cores, %s, JDK %s, load when it began %.1f".formatted(cores, system, jdk, load);
  }

  public String hardware() {
    return "%d cores, %s, load when it began %.1f".formatted(cores, system, load);
  }

  public String text() {
    return "%d cores, %s, JDK %s, Python: %s, load when it began %.1f"
        .formatted(cores, system, jdk, python, load);
  }
}
