package dev.baton.program;

/// Writes the samples of one metric with one set of label values, a line each: `name{label="value"}
/// 12`.
///
/// @param labels as text, without the braces; empty if there are none
record Samples(StringBuilder out, String name, String labels) {
  /// @param suffix of the name
  void add(String suffix, double value) {
    line(suffix, labels, value);
  }

  /// @param bound the upper end of the bucket
  void addBucket(double bound, double value) {
    String le = "le=\"" + number(bound) + "\"";
    line("_bucket", labels.isEmpty() ? le : labels + "," + le, value);
  }

  private void line(String suffix, String allLabels, double value) {
    out.append(name).append(suffix);
    if (!allLabels.isEmpty()) {
      out.append('{').append(allLabels).append('}');
    }
    out.append(' ').append(number(value)).append('\n');
  }

  /// As Go reads it: `12`, `0.25`, `1.0E20`, `+Inf`, `NaN`.
  private static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    long whole = (long) value;
    return whole == value && Math.abs(whole) < 1L << 53
        ? Long.toString(whole)
        : Double.toString(value);
  }
}
