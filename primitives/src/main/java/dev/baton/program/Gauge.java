package dev.baton.program;

import java.util.function.DoubleSupplier;

/// Something that rises and falls, in [Metrics].
public final class Gauge extends Metric {
  private DoubleSupplier value = () -> 0;

  Gauge() {}

  /// Sets it to this value.
  public void set(double now) {
    value = () -> now;
  }

  /// Adds this much; less than 0 takes it away.
  public void add(double amount) {
    set(value() + amount);
  }

  /// Lets the source give the value each time that somebody asks.
  void reads(DoubleSupplier source) {
    value = source;
  }

  /// Its value now.
  public double value() {
    return value.getAsDouble();
  }

  @Override
  void write(Samples samples) {
    samples.add("", value());
  }
}
