package dev.baton.scraper.robots;

import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/// Reads a list of directives: separated by commas, but also by semicolons and white space, as some
/// sites have it.
final class DirectivesParser {
  private static final String UNAVAILABLE_AFTER = "unavailable_after";
  private static final Pattern NAME = Pattern.compile("[\\w.*-]+");
  private static final Pattern SEPARATOR = Pattern.compile("[\\s;]+");

  /// A date may begin so, and its comma separates no directives: `Monday, 15-Aug-05 15:52:01 UTC`.
  private static final Pattern WEEKDAY =
      Pattern.compile("\\s*(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\\s*", Pattern.CASE_INSENSITIVE);

  private static final Pattern DAY = Pattern.compile("\\s*\\d");

  private final String token;
  private final Instant now;

  private Directives all = Directives.NONE;

  /// Whether what is being read is for this crawler.
  private boolean isForUs = true;

  DirectivesParser(String token, Instant now) {
    this.token = token;
    this.now = now;
  }

  boolean isForUs(String name) {
    return name.equals("*") || name.equalsIgnoreCase("robots") || name.equalsIgnoreCase(token);
  }

  Directives read(String value) {
    String[] parts = value.split(",");
    for (int i = 0; i < parts.length; i++) {
      String date = dateIn(parts[i]);
      if (date == null) {
        readPart(parts[i]);
      } else if (WEEKDAY.matcher(date).matches() && goesOn(parts, i + 1)) {
        i++;
        unavailableAfter(parts[i]);
      } else {
        unavailableAfter(date);
      }
    }
    return all;
  }

  private static boolean goesOn(String[] parts, int next) {
    return next < parts.length && DAY.matcher(parts[next]).lookingAt();
  }

  /// What follows `unavailable_after:`, or null. A name may stand before it.
  private String dateIn(String part) {
    int at = part.toLowerCase(Locale.ROOT).indexOf(UNAVAILABLE_AFTER);
    int colon = at < 0 ? -1 : part.indexOf(':', at);
    if (colon < 0) {
      return null;
    }
    readPart(part.substring(0, at));
    return part.substring(colon + 1);
  }

  private void unavailableAfter(String date) {
    boolean isPast = LenientDate.parse(date).filter(until -> !now.isBefore(until)).isPresent();
    add(isPast ? Directives.NOINDEX : Directives.NONE);
  }

  /// In `max-snippet: 20`, the name is a directive's; what follows it is nothing we know.
  private void readPart(String part) {
    int colon = part.indexOf(':');
    String name = part.substring(0, Math.max(colon, 0)).strip();
    if (NAME.matcher(name).matches() && !isDirectiveWithValue(name)) {
      isForUs = isForUs(name);
    }
    for (String word : SEPARATOR.split(part.substring(colon + 1).strip())) {
      add(meaning(word.toLowerCase(Locale.ROOT)));
    }
  }

  private static boolean isDirectiveWithValue(String name) {
    return name.toLowerCase(Locale.ROOT).startsWith("max-");
  }

  private static Directives meaning(String word) {
    return switch (word) {
      case "noindex" -> Directives.NOINDEX;
      case "nofollow" -> Directives.NOFOLLOW;
      case "none" -> Directives.BOTH;
      default -> Directives.NONE;
    };
  }

  private void add(Directives more) {
    if (isForUs) {
      all = all.merge(more);
    }
  }
}
