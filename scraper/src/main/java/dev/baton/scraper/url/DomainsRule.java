package dev.baton.scraper.url;

import static java.util.stream.Collectors.toUnmodifiableSet;

import crawlercommons.domains.EffectiveTldFinder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/// The registrable domains of the starts, by the public suffix list.
///
/// Sites of different people below one name, as those of `github.io`, are different domains: the
/// list says so in its private part.
final class DomainsRule implements ScopeRule {
  private static final Optional<String> OTHER = Optional.of("out of scope: other domain");
  private static final boolean ONLY_LISTED_SUFFIXES = true;

  private final SitesRule sites;
  private final Set<String> domains;

  DomainsRule(List<HttpUrl> starts) {
    this.sites = new SitesRule(starts);
    this.domains =
        starts.stream()
            .map(DomainsRule::domain)
            .flatMap(Optional::stream)
            .collect(toUnmodifiableSet());
  }

  @Override
  public Optional<String> exclusion(HttpUrl url) {
    boolean contained =
        sites.exclusion(url).isEmpty() || domain(url).filter(domains::contains).isPresent();
    return contained ? Optional.empty() : OTHER;
  }

  /// Empty if the host is in none.
  private static Optional<String> domain(HttpUrl url) {
    return isAddress(url.host())
        ? Optional.empty()
        : Optional.ofNullable(
            EffectiveTldFinder.getAssignedDomain(url.host(), ONLY_LISTED_SUFFIXES));
  }

  private static boolean isAddress(String host) {
    return host.indexOf(':') >= 0 || Ipv4Parser.endsInNumber(host);
  }
}
