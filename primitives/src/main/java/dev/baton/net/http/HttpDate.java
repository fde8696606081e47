package dev.baton.net.http;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Dates as HTTP writes them, to the second.
final class HttpDate {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final InstantSource clock;
  private long second = Long.MIN_VALUE;
  private byte[] line;

  HttpDate(InstantSource clock) {
    this.clock = clock;
  }

  /// The header line for now; made once a second.
  byte[] line() {
    long now = Math.floorDiv(clock.millis(), 1_000L);
    if (now != second) {
      second = now;
      line =
          ("Date: " + format(Instant.ofEpochSecond(now)) + "\r\n")
              .getBytes(StandardCharsets.US_ASCII);
    }
    return line;
  }

  static String format(Instant instant) {
    return FORMAT.format(instant);
  }

  /// Null if it is no such date.
  static Instant parse(String text) {
    try {
      return FORMAT.parse(text, Instant::from);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
