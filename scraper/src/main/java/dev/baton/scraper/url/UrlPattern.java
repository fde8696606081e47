package dev.baton.scraper.url;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.stream.Collectors;

/// The user's regular expressions. RE2's take a time that grows with the URL, whatever the
/// expression; those of the JDK may take for ever.
final class UrlPattern {
  private UrlPattern() {}

  static List<Pattern> read(String option, List<String> patterns) {
    return patterns.stream().map(pattern -> read(option, pattern)).toList();
  }

  private static Pattern read(String option, String pattern) {
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          option + " must be a regular expression, got \"" + pattern + "\": " + e.getDescription(),
          e);
    }
  }

  static String text(List<Pattern> patterns) {
    return patterns.stream()
        .map(pattern -> "\"" + pattern.pattern() + "\"")
        .collect(Collectors.joining(", "));
  }
}
