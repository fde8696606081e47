package dev.baton.jobs.handlers;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/// Reads the HTTP header `Retry-After` (RFC 9110, section 10.2.3): a number of seconds or a date.
final class RetryAfter {
  /// A server may not put a job to sleep for longer than this.
  static final Duration MOST = Duration.ofHours(1);

  private RetryAfter() {}

  /// How long the server wants us to wait, from zero to [#MOST]. A value that is missing or makes
  /// no sense is zero.
  ///
  /// @param value the header, or null
  /// @param now what a date is compared with
  static Duration parse(String value, Instant now) {
    if (value == null) {
      return Duration.ZERO;
    }
    String text = value.strip();
    Duration wait = text.matches("[0-9]{1,18}") ? seconds(text) : untilDate(text, now);
    return wait.isNegative() ? Duration.ZERO : wait.compareTo(MOST) > 0 ? MOST : wait;
  }

  private static Duration seconds(String text) {
    return Duration.ofSeconds(Math.min(Long.parseLong(text), MOST.toSeconds()));
  }

  private static Duration untilDate(String text, Instant now) {
    try {
      Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Duration.between(now, date);
    } catch (DateTimeException noDate) {
      return Duration.ZERO;
    }
  }
}
