package dev.baton.scraper.url;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where a URL holds dates: `/2031/05/29/`, `/2031-05`, `?date=2031-05`, `?month=7`.
final class Dates {
  /// Stands where a date stood.
  private static final String DATE = "*";

  private static final int DIGITS_OF_YEAR = 4;
  private static final String YEAR = "[12]\\d{3}";
  private static final String MONTH = "(?:0?[1-9]|1[0-2])";
  private static final String DAY = "(?:0?[1-9]|[12]\\d|3[01])";

  /// A year and what follows, in one segment or several: a number of four digits alone is no date.
  private static final Pattern IN_PATH =
      Pattern.compile(
          "(?<![0-9])(?:"
              + (YEAR + "([-/._])" + MONTH + "(?:\\1" + DAY + ")?")
              + ("|" + YEAR + "(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])")
              + ("|" + YEAR + "-?[wW]\\d\\d")
              + ")(?![0-9])");

  private static final Pattern AS_VALUE = Pattern.compile(IN_PATH.pattern() + ".*");
  private static final Pattern NUMBERS = Pattern.compile("[-+]?\\d[-\\d/._:]*");
  private static final Pattern END_OF_WORD = Pattern.compile("[^A-Za-z]+|(?<=[a-z])(?=[A-Z])");

  private static final Set<String> NAMES =
      Set.of("year", "month", "week", "day", "date", "startdate", "enddate", "fromdate", "todate");

  /// What may follow the last date of a path: `/2031/05/index.html`.
  private static final Pattern AT_END = Pattern.compile("\\*(?:/|\\.\\w+|/index\\.\\w+)?$");

  private static final Set<String> CALENDARS =
      Set.of("cal", "calendar", "calendario", "calendrier", "kalender", "agenda");

  private Dates() {}

  /// The path with a star for each date.
  static String withoutDates(String path) {
    return mayHaveYear(path) ? IN_PATH.matcher(path).replaceAll(DATE) : path;
  }

  /// Most paths have none, and this says so at once.
  private static boolean mayHaveYear(String path) {
    for (int i = 0; i < path.length(); i++) {
      int digits = Ascii.countDigits(path, i);
      if (digits >= DIGITS_OF_YEAR) {
        return true;
      }
      i += digits;
    }
    return false;
  }

  /// Whether a date is the last that a path says of a page.
  static boolean end(String path) {
    return AT_END.matcher(withoutDates(path)).find();
  }

  /// Whether a parameter is a date, or has the name of one and a number: `startDate=7`.
  static boolean isDate(String parameter) {
    int equals = parameter.indexOf('=');
    String value = parameter.substring(equals + 1);
    return equals >= 0
        && (AS_VALUE.matcher(value).matches()
            || NUMBERS.matcher(value).matches() && isNameOfDate(parameter.substring(0, equals)));
  }

  private static boolean isNameOfDate(String name) {
    return END_OF_WORD
        .splitAsStream(name)
        .map(word -> word.toLowerCase(Locale.ROOT))
        .anyMatch(NAMES::contains);
  }

  /// A query with a star for each date.
  static String withoutDates(List<String> parameters) {
    return parameters.stream().map(Dates::withoutDate).collect(Collectors.joining("&"));
  }

  private static String withoutDate(String parameter) {
    return isDate(parameter)
        ? parameter.substring(0, parameter.indexOf('=') + 1) + DATE
        : parameter;
  }

  /// Whether a path has the word for a calendar.
  static boolean isCalendar(String path) {
    return Stream.of(path.toLowerCase(Locale.ROOT).split("[^a-z]+")).anyMatch(CALENDARS::contains);
  }
}
