package dev.baton.scraper.url;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/// Only URLs that match one of the user's patterns.
final class IncludeRule implements ScopeRule {
  private final List<Pattern> patterns;

  IncludeRule(List<String> patterns) {
    this.patterns = UrlPattern.read("--include", patterns);
  }

  @Override
  public Optional<String> exclusion(HttpUrl url) {
    String text = url.toString();
    return patterns.stream().anyMatch(pattern -> pattern.matcher(text).find())
        ? Optional.empty()
        : Optional.of("not included by --include " + UrlPattern.text(patterns));
  }
}
