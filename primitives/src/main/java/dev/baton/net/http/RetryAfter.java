package dev.baton.net.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the header field `Retry-After` (RFC 9110, 10.2.3): how long a server wants a client to
/// wait before it asks again.
///
/// | value | wait |
/// |---|---|
/// | `120` | 2 minutes |
/// | `Sun, 29 Nov 2026 10:00:04 GMT`, or one of the two older forms of a date | until then; zero if that has passed |
/// | `1.5` | 2 seconds: no server should send it, but who asks earlier comes too early |
/// | `-1`, `soon`, nothing | none was said |
public final class RetryAfter {
  /// A longer wait is cut to this: a year. It is there to keep numbers computable; a client that
  /// sleeps as long as a server says needs a limit of its own, and a much lower one.
  public static final Duration MOST = Duration.ofDays(365);

  private static final Pattern SECONDS = Pattern.compile("([0-9]+)(\\.[0-9]+)?");

  /// So many fit into a long.
  private static final int MOST_DIGITS = 18;

  private RetryAfter() {}

  /// The wait, from zero to [#MOST]; empty if the value is missing or says nothing.
  ///
  /// @param header the value of the field; null if there is none
  /// @param now what a date is compared with, by the wall clock
  public static Optional<Duration> parse(String header, Instant now) {
    if (header == null) {
      return Optional.empty();
    }
    String text = header.strip();
    Matcher seconds = SECONDS.matcher(text);
    if (seconds.matches()) {
      return Optional.of(shortened(seconds(seconds.group(1), seconds.group(2))));
    }
    return Optional.ofNullable(HttpDate.parse(text, now)).map(date -> until(date, now));
  }

  /// @param fraction null if there is none
  private static Duration seconds(String whole, String fraction) {
    if (whole.length() > MOST_DIGITS) {
      return MOST;
    }
    boolean more = fraction != null && fraction.chars().anyMatch(c -> c >= '1');
    return Duration.ofSeconds(Long.parseLong(whole) + (more ? 1 : 0));
  }

  private static Duration until(Instant date, Instant now) {
    return date.isAfter(now) ? shortened(Duration.between(now, date)) : Duration.ZERO;
  }

  private static Duration shortened(Duration wait) {
    return wait.compareTo(MOST) > 0 ? MOST : wait;
  }
}
