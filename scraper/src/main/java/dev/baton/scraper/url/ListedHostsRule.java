package dev.baton.scraper.url;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/// The sites of the starts, and hosts that the user has named.
final class ListedHostsRule implements ScopeRule {
  private static final Optional<String> OTHER = Optional.of("out of scope: host not listed");

  private final SitesRule sites;
  private final Set<HostPattern> hosts;
  private final List<HostPattern> domains;

  ListedHostsRule(List<HttpUrl> starts, List<String> names) {
    this.sites = new SitesRule(starts);
    this.hosts = new HashSet<>(names.stream().map(HostPattern::parse).toList());
    this.domains = hosts.stream().filter(HostPattern::isDomain).toList();
  }

  @Override
  public Optional<String> exclusion(HttpUrl url) {
    boolean contained = sites.exclusion(url).isEmpty() || isListed(HostPattern.of(url));
    return contained ? Optional.empty() : OTHER;
  }

  private boolean isListed(HostPattern host) {
    return hosts.contains(host) || domains.stream().anyMatch(domain -> domain.isAbove(host));
  }
}
