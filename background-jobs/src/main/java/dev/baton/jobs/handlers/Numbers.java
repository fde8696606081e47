package dev.baton.jobs.handlers;

import java.math.BigDecimal;
import java.util.Optional;

/// Reads numbers of a sensible size: `1e999999999` is a number too, and adding 1 to it fills the
/// memory with its digits.
final class Numbers {
  /// Characters, digits and decimal places.
  static final int LIMIT = 100;

  private Numbers() {}

  /// The number, exactly; empty if the text is none or beyond [#LIMIT].
  static Optional<BigDecimal> parse(String text) {
    String stripped = text.strip();
    if (stripped.length() > LIMIT || !isAscii(stripped)) {
      return Optional.empty();
    }
    try {
      BigDecimal number = new BigDecimal(stripped);
      return Math.abs((long) number.scale()) <= LIMIT ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException notOne) {
      return Optional.empty();
    }
  }

  /// The JDK reads the digits of all scripts, which others take for text.
  private static boolean isAscii(String text) {
    return text.chars().allMatch(character -> character < 128);
  }
}
