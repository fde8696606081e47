package dev.baton.feed.host;

import java.util.Optional;
import java.util.regex.Pattern;

/// Reads whole numbers out of a line of words.
final class Columns {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private Columns() {}

  /// The numbers in these columns; empty if one is missing, or is no number.
  static Optional<long[]> of(String[] words, int... columns) {
    long[] numbers = new long[columns.length];
    for (int i = 0; i < columns.length; i++) {
      if (columns[i] >= words.length || !NUMBER.matcher(words[columns[i]]).matches()) {
        return Optional.empty();
      }
      numbers[i] = Long.parseLong(words[columns[i]]);
    }
    return Optional.of(numbers);
  }
}
