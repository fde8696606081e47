package dev.baton.jobs.handlers;

import dev.baton.terminal.SafeText;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/// Adds up numbers by group, exactly, in the order of the groups' names.
final class GroupSums {
  private static final int MAX_GROUPS = 1_000_000;

  private final Map<String, BigDecimal> sums = new TreeMap<>();

  /// @throws BadDataException if the text is no number, or there are too many groups
  void add(String group, String text, long line) throws BadDataException {
    BigDecimal number =
        Numbers.parse(text)
            .orElseThrow(
                () ->
                    new BadDataException(
                        "line %d has no number to add: \"%s\"; correct it, or filter it out"
                            .formatted(line, SafeText.escape(text, 60))));
    sums.merge(group, number, BigDecimal::add);
    if (sums.size() > MAX_GROUPS) {
      throw new BadDataException(
          "line %d begins group number %,d; at most %,d are possible, group by another column"
              .formatted(line, MAX_GROUPS + 1, MAX_GROUPS));
    }
  }

  Map<String, BigDecimal> sums() {
    return sums;
  }
}
