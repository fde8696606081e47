package dev.baton.scraper.url;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/// The sites of the starts.
final class SitesRule implements ScopeRule {
  private final Set<Site> sites;

  SitesRule(List<HttpUrl> starts) {
    this.sites = starts.stream().map(Site::of).collect(toUnmodifiableSet());
  }

  @Override
  public Optional<String> exclusion(HttpUrl url) {
    return sites.contains(Site.of(url)) ? Optional.empty() : Optional.of(difference(url));
  }

  private String difference(HttpUrl url) {
    boolean known = sites.stream().anyMatch(site -> site.host().equals(url.host()));
    return known ? "out of scope: other port" : "out of scope: other host";
  }
}
