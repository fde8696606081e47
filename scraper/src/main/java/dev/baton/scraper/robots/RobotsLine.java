package dev.baton.scraper.robots;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A line of robots.txt that says something this crawler understands.
///
/// @param number from 1 on
/// @param text the line without its comment, cut where it is long
record RobotsLine(int number, Name name, String value, String text) {
  private static final int LONGEST_TEXT = 200;

  enum Name {
    USER_AGENT,
    ALLOW,
    DISALLOW,
    CRAWL_DELAY,
    SITEMAP,
    CONTENT_SIGNAL,
    CONTENT_USAGE
  }

  /// Misspelt names count, as they do for search engines: what the site meant is plain, and to
  /// overlook a `Dissallow` would be rude. The list is that of crawler-commons and of Google.
  private static final Map<String, Name> NAMES =
      Map.ofEntries(
          entry("user-agent", Name.USER_AGENT),
          entry("useragent", Name.USER_AGENT),
          entry("user agent", Name.USER_AGENT),
          entry("user-agents", Name.USER_AGENT),
          entry("users-agent", Name.USER_AGENT),
          entry("user-agnet", Name.USER_AGENT),
          entry("useg-agent", Name.USER_AGENT),
          entry("ser-agent", Name.USER_AGENT),
          entry("allow", Name.ALLOW),
          entry("disallow", Name.DISALLOW),
          entry("disallows", Name.DISALLOW),
          entry("disallaw", Name.DISALLOW),
          entry("disalow", Name.DISALLOW),
          entry("disllow", Name.DISALLOW),
          entry("diallow", Name.DISALLOW),
          entry("diasllow", Name.DISALLOW),
          entry("dissallow", Name.DISALLOW),
          entry("dissalow", Name.DISALLOW),
          entry("dsallow", Name.DISALLOW),
          entry("dssalow", Name.DISALLOW),
          entry("desallow", Name.DISALLOW),
          entry("crawl-delay", Name.CRAWL_DELAY),
          entry("crawl delay", Name.CRAWL_DELAY),
          entry("crawl-deley", Name.CRAWL_DELAY),
          entry("craw-delay", Name.CRAWL_DELAY),
          entry("clawl-delay", Name.CRAWL_DELAY),
          entry("sitemap", Name.SITEMAP),
          entry("sitemaps", Name.SITEMAP),
          entry("site-map", Name.SITEMAP),
          entry("content-signal", Name.CONTENT_SIGNAL),
          entry("content-usage", Name.CONTENT_USAGE));

  private static final int LONGEST_NAME = "content-signal".length();

  /// Reads `name: value`. A line without a colon counts as well if white space follows the name.
  static Optional<RobotsLine> parse(int number, String raw) {
    String text = withoutComment(raw).strip().trim();
    int end = endOfName(text);
    Name name = end < 0 ? null : NAMES.get(nameOf(text, end));
    if (name == null) {
      return Optional.empty();
    }
    return Optional.of(new RobotsLine(number, name, valueAfter(text, end), shortened(text)));
  }

  private static String withoutComment(String raw) {
    int hash = raw.indexOf('#');
    return hash < 0 ? raw : raw.substring(0, hash);
  }

  private static int endOfName(String text) {
    int colon = text.indexOf(':');
    if (colon >= 0 && colon <= 2 * LONGEST_NAME && NAMES.containsKey(nameOf(text, colon))) {
      return colon;
    }
    return firstBlank(text);
  }

  private static int firstBlank(String text) {
    for (int i = 0; i < text.length() && i <= LONGEST_NAME; i++) {
      if (text.charAt(i) == ' ' || text.charAt(i) == '\t') {
        return i;
      }
    }
    return -1;
  }

  private static String nameOf(String text, int end) {
    return text.substring(0, end).trim().toLowerCase(Locale.ROOT);
  }

  private static String valueAfter(String text, int end) {
    return text.substring(end + 1).trim();
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
  }
}
