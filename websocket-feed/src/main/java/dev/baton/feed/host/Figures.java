package dev.baton.feed.host;

import java.util.LinkedHashMap;
import java.util.Map;

/// What is known of a channel now: what is not, is not put in.
final class Figures {
  private final Map<String, Double> known = new LinkedHashMap<>();

  /// A share, 0 to 1, in steps of a ten-thousandth. A negative one means that it is not known.
  Figures share(String name, double share) {
    return put(name, Math.min(share, 1), 10_000);
  }

  /// A number or a rate, in steps of a hundredth. A negative one means that it is not known.
  Figures number(String name, double number) {
    return put(name, number, 100);
  }

  /// A number of bytes, or of bytes a second. A negative one means that it is not known.
  Figures bytes(String name, double bytes) {
    return put(name, bytes, 1);
  }

  private Figures put(String name, double value, int parts) {
    if (value >= 0 && value < Double.POSITIVE_INFINITY) {
      known.put(name, Math.rint(value * parts) / parts);
    }
    return this;
  }

  Map<String, Double> known() {
    return known;
  }
}
