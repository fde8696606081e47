package dev.baton.scraper.url;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/// Which pages a crawl visits.
///
/// First where: the starts' own sites, folders or domains, or a list of hosts. Then which of those:
/// by patterns that a URL must match ([#including]) or must not ([#excluding]). The starts are
/// always in the scope, so that patterns can name what is wanted and not also the way there.
///
/// The same for each URL at each time: nothing here remembers.
public final class Scope {
  private final Set<HttpUrl> starts;
  private final List<ScopeRule> rules;

  private Scope(Set<HttpUrl> starts, List<ScopeRule> rules) {
    this.starts = starts;
    this.rules = rules;
  }

  /// The sites of the starts. A site is a scheme, a host name and a port; on the default ports
  /// `http` and `https` are one site, because most servers send visitors of the one on to the
  /// other.
  public static Scope host(List<HttpUrl> starts) {
    return of(starts, new SitesRule(starts));
  }

  /// The folders of the starts, and what is below: with `http://h/docs/index.html`, all below
  /// `/docs/`. As `wget --no-parent` has it.
  public static Scope prefix(List<HttpUrl> starts) {
    return of(starts, new FoldersRule(starts));
  }

  /// The sites of the starts, and more hosts.
  ///
  /// @param hosts each `example.com` (on the default ports), `example.com:8080`, or `*.example.com`
  ///   for all names below it
  /// @throws IllegalArgumentException if one is none of these
  public static Scope hosts(List<HttpUrl> starts, List<String> hosts) {
    return of(starts, new ListedHostsRule(starts, hosts));
  }

  /// The registrable domains of the starts, on all ports: with `http://www.example.co.uk`, all of
  /// `example.co.uk`. A host that is in no registered domain (an address, `localhost` and the names
  /// below it, a name without a dot) stands for its site alone.
  public static Scope domain(List<HttpUrl> starts) {
    return of(starts, new DomainsRule(starts));
  }

  private static Scope of(List<HttpUrl> starts, ScopeRule rule) {
    return new Scope(Set.copyOf(starts), List.of(rule));
  }

  /// The same, but only what matches one of these somewhere in its URL.
  ///
  /// @param patterns in RE2's syntax; none changes nothing
  /// @throws IllegalArgumentException if one cannot be read
  public Scope including(List<String> patterns) {
    return patterns.isEmpty() ? this : with(new IncludeRule(patterns));
  }

  /// The same without what matches one of these somewhere in its URL.
  ///
  /// @param patterns in RE2's syntax
  /// @throws IllegalArgumentException if one cannot be read
  public Scope excluding(List<String> patterns) {
    return with(new ExcludeRule(patterns));
  }

  private Scope with(ScopeRule rule) {
    return new Scope(starts, Stream.concat(rules.stream(), Stream.of(rule)).toList());
  }

  public boolean contains(HttpUrl url) {
    return exclusion(url).isEmpty();
  }

  /// Why a page is not visited, in words; empty if it is in the scope.
  public Optional<String> exclusion(HttpUrl url) {
    for (ScopeRule rule : rules) {
      Optional<String> exclusion = rule.exclusion(url);
      if (exclusion.isPresent()) {
        return starts.contains(url) ? Optional.empty() : exclusion;
      }
    }
    return Optional.empty();
  }
}
