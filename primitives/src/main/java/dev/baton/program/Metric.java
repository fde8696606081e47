package dev.baton.program;

/// A figure of [Metrics], for one set of label values.
abstract sealed class Metric permits Counter, Gauge, Histogram {
  /// Writes its samples.
  abstract void write(Samples samples);
}
