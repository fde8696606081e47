package dev.baton.jobs.handlers;

import java.math.BigDecimal;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Which rows of a CSV file count: `{"column": "year", "is": ">=", "value": "2020"}`.
///
/// @param is how the column is compared with the value
/// @param value where both are numbers they are compared as numbers, otherwise as text
record RowFilter(String column, Comparison is, String value) {
  private static final int MAX_VALUE = 1000;

  enum Comparison {
    EQUAL("="),
    NOT_EQUAL("!="),
    LESS("<"),
    AT_MOST("<="),
    GREATER(">"),
    AT_LEAST(">=");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    private boolean holds(int order) {
      return switch (this) {
        case EQUAL -> order == 0;
        case NOT_EQUAL -> order != 0;
        case LESS -> order < 0;
        case AT_MOST -> order <= 0;
        case GREATER -> order > 0;
        case AT_LEAST -> order >= 0;
      };
    }
  }

  static RowFilter read(Fields fields) {
    RowFilter filter =
        new RowFilter(
            fields.line("column", ProcessArgs.MAX_COLUMN),
            comparison(fields),
            fields.line("value", MAX_VALUE));
    fields.requireNoOther();
    return filter;
  }

  private static Comparison comparison(Fields fields) {
    String sign = fields.line("is", 10);
    for (Comparison comparison : Comparison.values()) {
      if (comparison.sign.equals(sign)) {
        return comparison;
      }
    }
    throw fields.bad("is", "is no comparison: " + Fields.seen(sign), "use one of = != < <= > >=");
  }

  /// True if a row with this text in the column counts.
  boolean accepts(String text) {
    Optional<BigDecimal> left = Numbers.parse(text);
    Optional<BigDecimal> right = Numbers.parse(value);
    return is.holds(
        left.isPresent() && right.isPresent()
            ? left.get().compareTo(right.get())
            : text.compareTo(value));
  }

  ObjectNode toJson() {
    ObjectNode json = Fields.JSON.createObjectNode();
    json.put("column", column);
    json.put("is", is.sign);
    json.put("value", value);
    return json;
  }
}
