package dev.baton.scraper.robots;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;

/// Finds the lines that apply to one crawler (RFC 9309, section 2.2.1): those of all groups that
/// name it, or, if none does, those of all groups for `*`.
final class RobotsParser {
  private final String token;
  private final List<RobotsLine> named = new ArrayList<>();
  private final List<RobotsLine> forAll = new ArrayList<>();
  private final SequencedSet<String> sitemaps = new LinkedHashSet<>();

  private boolean isNamed;

  /// Whether the group that is being read names this crawler, and whether it is for all.
  private boolean namesUs;

  private boolean namesAll;

  /// Whether the next `User-agent` belongs to the group that is being read. Only `Allow` and
  /// `Disallow` end a group's names: other records must not interfere (section 2.2.4).
  private boolean amongNames;

  RobotsParser(String token) {
    this.token = token.toLowerCase(Locale.ROOT);
  }

  void read(String raw, int number) {
    RobotsLine.parse(number, raw).ifPresent(this::read);
  }

  private void read(RobotsLine line) {
    switch (line.name()) {
      case USER_AGENT -> readAgent(line.value());
      case SITEMAP -> addSitemap(line.value());
      case ALLOW, DISALLOW -> {
        amongNames = false;
        add(line);
      }
      case CRAWL_DELAY, CONTENT_SIGNAL, CONTENT_USAGE -> add(line);
    }
  }

  private void readAgent(String value) {
    if (!amongNames) {
      namesUs = false;
      namesAll = false;
      amongNames = true;
    }
    namesUs |= productToken(value).equals(token);
    namesAll |= value.equals("*") || value.startsWith("* ");
    isNamed |= namesUs;
  }

  /// What follows the token, such as a version, is left out.
  private static String productToken(String value) {
    int end = 0;
    while (end < value.length() && isOfToken(value.charAt(end))) {
      end++;
    }
    return value.substring(0, end).toLowerCase(Locale.ROOT);
  }

  private static boolean isOfToken(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c == '_';
  }

  private void addSitemap(String value) {
    if (sitemaps.size() < Robots.MOST_SITEMAPS && !value.isEmpty()) {
      sitemaps.add(value);
    }
  }

  /// An empty pattern matches nothing: `Disallow:` forbids no page.
  private void add(RobotsLine line) {
    if (line.value().isEmpty()) {
      return;
    }
    if (namesUs) {
      named.add(line);
    }
    if (namesAll) {
      forAll.add(line);
    }
  }

  List<RobotsLine> lines() {
    return isNamed ? named : forAll;
  }

  List<String> sitemaps() {
    return List.copyOf(sitemaps);
  }
}
