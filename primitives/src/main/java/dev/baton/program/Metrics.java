package dev.baton.program;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;

/// The figures of a program, for Prometheus and others that read its text format (version 0.0.4).
///
/// ```java
/// Metrics metrics = new Metrics();
/// Family<Counter> pages = metrics.counters("pages_total", "Pages visited, by status.", "status");
/// Histogram took = metrics.histogram("request_seconds", "From request to answer.", 0.1, 1, 10);
/// metrics.gauge("queue_length", "Addresses that wait.", frontier::size);
///
/// pages.with("200").add(1);
/// took.observe(0.25);
/// String answer = metrics.text(); // with the header "Content-Type: " + Metrics.CONTENT_TYPE
/// ```
///
/// Names are those of Prometheus: letters, digits, `_` and `:`. By convention they end in a unit
/// (`_seconds`, `_bytes`), and in `_total` where something only grows.
///
/// Used by the tasks of one loop.
public final class Metrics {
  /// The media type of what [#text()] gives.
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final Map<String, Family<?>> families = new TreeMap<>();

  /// The names of all samples: a histogram has several.
  private final Set<String> taken = new HashSet<>();

  /// Adds something that only grows: requests, bytes.
  ///
  /// @param help what it counts: a sentence
  /// @throws IllegalArgumentException if the name is not valid, or taken
  public Counter counter(String name, String help) {
    return counters(name, help).with();
  }

  /// The same for each set of label values.
  ///
  /// @param labels their names: letters, digits and `_`
  public Family<Counter> counters(String name, String help, String... labels) {
    return add(new Family<>(name, "counter", help, labels, Counter::new));
  }

  /// Adds something that rises and falls: what waits, what is open.
  ///
  /// @throws IllegalArgumentException as for [#counter]
  public Gauge gauge(String name, String help) {
    return gauges(name, help).with();
  }

  /// The same for each set of label values.
  public Family<Gauge> gauges(String name, String help, String... labels) {
    return add(new Family<>(name, "gauge", help, labels, Gauge::new));
  }

  /// Adds something that is looked up when somebody asks.
  public void gauge(String name, String help, DoubleSupplier value) {
    gauge(name, help).reads(value);
  }

  /// Adds a count of values by their size.
  ///
  /// @param bounds the upper ends of its buckets, rising; one without an end is added
  /// @throws IllegalArgumentException as for [#counter], or if the bounds do not rise
  public Histogram histogram(String name, String help, double... bounds) {
    return histograms(name, help, bounds).with();
  }

  /// The same for each set of label values.
  public Family<Histogram> histograms(String name, String help, double[] bounds, String... labels) {
    double[] rising = Histogram.requireRising(name, bounds);
    return add(new Family<>(name, "histogram", help, labels, () -> new Histogram(rising)));
  }

  private <M extends Metric> Family<M> add(Family<M> family) {
    for (String name : family.sampleNames()) {
      if (!taken.add(name)) {
        throw new IllegalArgumentException(
            "the name \"" + name + "\" is taken; give each metric one of its own");
      }
    }
    families.put(family.name(), family);
    return family;
  }

  /// All figures, ordered by name, in the text format.
  public String text() {
    StringBuilder text = new StringBuilder();
    families.values().forEach(family -> family.write(text));
    return text.toString();
  }
}
