package dev.baton.scraper.robots;

import static java.util.Comparator.naturalOrder;

import dev.baton.scraper.robots.RobotsLine.Name;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The lines `Crawl-delay: 2.5`: seconds. No RFC names them, many sites use them.
final class CrawlDelay {
  /// Enough to tell what is said of a longer one: that it is not obeyed.
  private static final double MOST_SECONDS = 1e9;

  private CrawlDelay() {}

  /// The longest that these lines ask for, or null.
  static Duration longest(List<RobotsLine> lines) {
    return lines.stream()
        .filter(line -> line.name() == Name.CRAWL_DELAY)
        .flatMap(line -> parse(line.value()).stream())
        .max(naturalOrder())
        .orElse(null);
  }

  /// Reads the number at the start: sites write `5s` as well.
  private static Optional<Duration> parse(String value) {
    String number = value.substring(0, endOfNumber(value));
    if (number.isEmpty() || number.equals(".") || number.indexOf('.') != number.lastIndexOf('.')) {
      return Optional.empty();
    }
    double seconds = Math.min(Double.parseDouble(number), MOST_SECONDS);
    return Optional.of(Duration.ofMillis(Math.round(seconds * 1_000)));
  }

  private static int endOfNumber(String value) {
    int end = 0;
    while (end < value.length() && isOfNumber(value.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isOfNumber(char c) {
    return c >= '0' && c <= '9' || c == '.';
  }
}
