package dev.baton.program;

/// Something that only grows, in [Metrics].
public final class Counter extends Metric {
  private double value;

  Counter() {}

  /// Adds this much.
  ///
  /// @throws IllegalArgumentException if that is negative, or no number
  public void add(double amount) {
    if (!(amount >= 0 && amount < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a counter only grows, got " + amount + "; use a gauge for what falls, too");
    }
    value += amount;
  }

  /// What has been counted.
  public double value() {
    return value;
  }

  @Override
  void write(Samples samples) {
    samples.add("", value);
  }
}
