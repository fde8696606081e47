package dev.baton.scraper.url;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/// No URL that matches one of the user's patterns.
final class ExcludeRule implements ScopeRule {
  private final List<Pattern> patterns;

  ExcludeRule(List<String> patterns) {
    this.patterns = UrlPattern.read("--exclude", patterns);
  }

  @Override
  public Optional<String> exclusion(HttpUrl url) {
    String text = url.toString();
    return patterns.stream()
        .filter(pattern -> pattern.matcher(text).find())
        .findFirst()
        .map(pattern -> "excluded by --exclude " + UrlPattern.text(List.of(pattern)));
  }
}
