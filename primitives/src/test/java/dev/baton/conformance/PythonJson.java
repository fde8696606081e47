package dev.baton.conformance;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Writes a JSON value as Python's `json.dumps` does, since traces contain such text: `{"a": [1,
/// 2.5e-07, "\u00e9"]}`.
final class PythonJson {
  /// Python writes a float without an exponent from 1e-4 and below 1e16.
  private static final int LEAST_PLAIN = -4;

  private static final int LEAST_LARGE = 16;

  private PythonJson() {}

  static String text(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT ->
          value
              .propertyStream()
              .map(entry -> quoted(entry.getKey()) + ": " + text(entry.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case ARRAY ->
          value.valueStream().map(PythonJson::text).collect(Collectors.joining(", ", "[", "]"));
      case STRING -> quoted(value.stringValue());
      case NUMBER ->
          value.isIntegralNumber()
              ? value.bigIntegerValue().toString()
              : floating(value.doubleValue());
      default -> value.toString(); // null, true, false
    };
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        case '\f' -> quoted.append("\\f");
        case '\b' -> quoted.append("\\b");
        default -> quoted.append(c >= ' ' && c <= '~' ? "" + c : "\\u%04x".formatted((int) c));
      }
    }
    return quoted.append('"').toString();
  }

  /// Both languages give the shortest digits that mean this number; they differ in where the point
  /// goes.
  private static String floating(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    if (value == 0) {
      return Double.toString(value); // 0.0 or -0.0
    }
    BigDecimal digits = shortest(value);
    int exponent = digits.precision() - digits.scale() - 1;
    if (exponent >= LEAST_PLAIN && exponent < LEAST_LARGE) {
      return digits.setScale(Math.max(1, digits.scale())).toPlainString();
    }
    BigDecimal mantissa = digits.movePointLeft(exponent).stripTrailingZeros();
    return String.format(Locale.ROOT, "%se%+03d", mantissa.toPlainString(), exponent);
  }

  /// Java gives two digits where one is enough: 4.9E-324 for 5e-324.
  private static BigDecimal shortest(double value) {
    BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    BigDecimal first = digits.round(new MathContext(1));
    return first.doubleValue() == value ? first : digits;
  }
}
