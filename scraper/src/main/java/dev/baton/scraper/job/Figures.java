package dev.baton.scraper.job;

import dev.baton.scraper.Tally;
import dev.baton.scraper.UrlState;
import dev.baton.scraper.report.Words;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Figures as people read them, the same in every country.
final class Figures {
  private Figures() {}

  /// `45 pages/s`, `0.3 pages/s`, `1 page/s`.
  static String rate(long pages, Duration time) {
    double rate = pages / Math.max(0.001, time.toNanos() / 1e9);
    long tenths = Math.round(rate * 10);
    String number =
        tenths >= 100 || tenths % 10 == 0
            ? Words.count(Math.round(rate))
            : String.format(Locale.ROOT, "%.1f", rate);
    return number + (number.equals("1") ? " page/s" : " pages/s");
  }

  /// `2.3 s`, `12 s`, `3 min 12 s`, `2 h 5 min`.
  static String time(Duration time) {
    long seconds = time.toSeconds();
    if (seconds < 10) {
      return String.format(Locale.ROOT, "%.1f s", time.toNanos() / 1e9);
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3_600
        ? seconds / 60 + " min " + seconds % 60 + " s"
        : seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min";
  }

  /// `200: 1,160, 404: 5`; empty if there were no answers.
  static String statuses(Tally tally) {
    return tally.statuses().entrySet().stream()
        .map(each -> each.getKey() + ": " + Words.count(each.getValue()))
        .collect(Collectors.joining(", "));
  }

  /// How many URLs were seen that brought no page, by reason: `3 forbidden, 120 out of scope`;
  /// empty if there are none.
  static String leftOut(Tally tally) {
    return leftOut(tally, EnumSet.allOf(UrlState.class));
  }

  /// The same for some states.
  static String leftOut(Tally tally, Set<UrlState> states) {
    return states.stream()
        .filter(state -> !isOrdinary(state) && tally.count(state) > 0)
        .map(state -> Words.count(tally.count(state)) + " " + state.text())
        .collect(Collectors.joining(", "));
  }

  private static boolean isOrdinary(UrlState state) {
    return state == UrlState.FETCHED || state == UrlState.PENDING || state == UrlState.ASKED;
  }

  /// What there is, by name.
  static Map<String, Integer> states(Tally tally) {
    return Arrays.stream(UrlState.values())
        .filter(state -> tally.count(state) > 0)
        .collect(Collectors.toMap(UrlState::text, tally::count, (a, _) -> a, LinkedHashMap::new));
  }
}
