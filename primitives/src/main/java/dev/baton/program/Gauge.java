package dev.baton.program;

import java.util.function.DoubleSupplier;

/// Something that rises and falls, in [Metrics].
public final class Gauge extends Metric {
  private DoubleSupplier value = () -> 0;

  Gauge() {}

  /// It is this much now.
  public void set(double now) {
    value = () -> now;
  }

  /// It is this much more now, or less.
  public void add(double amount) {
    set(value() + amount);
  }

  /// From now on it is looked up when somebody asks.
  void reads(DoubleSupplier source) {
    value = source;
  }

  /// How much it is.
  public double value() {
    return value.getAsDouble();
  }

  @Override
  void write(Samples samples) {
    samples.add("", value());
  }
}
