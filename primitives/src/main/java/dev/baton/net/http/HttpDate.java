package dev.baton.net.http;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Dates as HTTP writes them, to the second.
final class HttpDate {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private static final String MONTH = "(?<month>" + String.join("|", MONTHS) + ")";
  private static final String TIME = "(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)";

  /// `Sun, 29 Nov 2026 10:00:04 GMT`, `Sunday, 29-Nov-26 10:00:04 GMT`, `Sun Nov 29 10:00:04 2026`.
  private static final List<Pattern> FORMS =
      List.of(
          Pattern.compile(
              "[A-Z][a-z]{2}, (?<day>\\d{1,2}) " + MONTH + " (?<year>\\d{4}) " + TIME + " GMT"),
          Pattern.compile(
              "[A-Z][a-z]{5,8}, (?<day>\\d\\d)-" + MONTH + "-(?<year>\\d\\d) " + TIME + " GMT"),
          Pattern.compile(
              "[A-Z][a-z]{2} " + MONTH + " (?<day>[ \\d]\\d) " + TIME + " (?<year>\\d{4})"));

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

  /// Reads the form that [#format] writes, and the two older ones that every recipient has to read
  /// (RFC 9110, 5.6.7). The day of the week need not be the right one.
  ///
  /// @param now decides the century of a year that has two digits
  /// @return null if it is no such date
  static Instant parse(String text, Instant now) {
    for (Pattern form : FORMS) {
      Matcher date = form.matcher(text);
      if (date.matches()) {
        return instant(date, now);
      }
    }
    return null;
  }

  private static Instant instant(Matcher date, Instant now) {
    int year = number(date, "year");
    try {
      LocalDateTime time =
          date.group("year").length() == 2 ? inItsCentury(date, year, now) : inYear(date, year);
      return time.toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /// The last one that is not more than 50 years ahead.
  private static LocalDateTime inItsCentury(Matcher date, int lastDigits, Instant now) {
    LocalDateTime latest = LocalDateTime.ofInstant(now, ZoneOffset.UTC).plusYears(50);
    int year = latest.getYear() - Math.floorMod(latest.getYear() - lastDigits, 100);
    LocalDateTime time = inYear(date, year);
    return time.isAfter(latest) ? inYear(date, year - 100) : time;
  }

  private static LocalDateTime inYear(Matcher date, int year) {
    int month = MONTHS.indexOf(date.group("month")) + 1;
    return LocalDateTime.of(
        year,
        month,
        number(date, "day"),
        number(date, "hour"),
        number(date, "minute"),
        number(date, "second"));
  }

  private static int number(Matcher date, String name) {
    return Integer.parseInt(date.group(name).strip());
  }
}
