package dev.baton.scraper.robots;

import static java.util.Map.entry;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A date as it stands in `unavailable_after`: by RFC 822, RFC 850 or ISO 8601, or nearly so.
final class LenientDate {
  private static final String TIME =
      "(?:[T\\s]+(?<hour>\\d{1,2}):(?<minute>\\d\\d)(?::(?<second>\\d\\d)(?:\\.\\d+)?)?)?"
          + "\\s*(?<zone>[A-Za-z]+|[+-]\\d\\d:?\\d\\d)?";

  /// `25 Jun 2010 15:00:00 PST`, `Monday, 15-Aug-05 15:52:01 UTC`.
  private static final Pattern NAMED =
      Pattern.compile(
          "(?:[A-Za-z]+,?\\s+)?(?<day>\\d{1,2})[\\s-]+(?<name>[A-Za-z]{3})[a-z]*[\\s-]+"
              + "(?<year>\\d{4}|\\d\\d)"
              + TIME);

  /// `2010-06-25`, `2010-06-25T15:00:00+02:00`.
  private static final Pattern ISO =
      Pattern.compile("(?<year>\\d{4})-(?<month>\\d\\d)-(?<day>\\d\\d)" + TIME);

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  /// Those of RFC 822, and central Europe's, by their hours; any other counts as UTC.
  private static final Map<String, Integer> ZONES =
      Map.ofEntries(
          entry("EST", -5),
          entry("EDT", -4),
          entry("CST", -6),
          entry("CDT", -5),
          entry("MST", -7),
          entry("MDT", -6),
          entry("PST", -8),
          entry("PDT", -7),
          entry("CET", 1),
          entry("CEST", 2));

  private LenientDate() {}

  /// The moment; the day's first, if only a day is given. Empty if this is no date.
  static Optional<Instant> parse(String raw) {
    String text = raw.strip();
    Matcher named = NAMED.matcher(text);
    if (named.matches()) {
      int month = MONTHS.indexOf(named.group("name").toLowerCase(Locale.ROOT)) + 1;
      return instant(named, month);
    }
    Matcher iso = ISO.matcher(text);
    return iso.matches() ? instant(iso, number(iso, "month")) : Optional.empty();
  }

  private static Optional<Instant> instant(Matcher parts, int month) {
    try {
      LocalDateTime time =
          LocalDateTime.of(
              year(parts),
              month,
              number(parts, "day"),
              number(parts, "hour"),
              number(parts, "minute"),
              Math.min(number(parts, "second"), 59));
      return Optional.of(time.toInstant(zone(parts.group("zone"))));
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  /// A year of two digits is one from 1970 to 2069.
  private static int year(Matcher parts) {
    int year = number(parts, "year");
    if (parts.group("year").length() > 2) {
      return year;
    }
    return year < 70 ? 2_000 + year : 1_900 + year;
  }

  private static int number(Matcher parts, String group) {
    String digits = parts.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static ZoneOffset zone(String name) {
    if (name == null || Character.isLetter(name.charAt(0))) {
      int hours = name == null ? 0 : ZONES.getOrDefault(name.toUpperCase(Locale.ROOT), 0);
      return ZoneOffset.ofHours(hours);
    }
    return ZoneOffset.of(name);
  }
}
