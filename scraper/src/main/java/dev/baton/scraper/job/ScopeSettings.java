package dev.baton.scraper.job;

import dev.baton.scraper.url.Scope;
import java.util.List;
import okhttp3.HttpUrl;

/// Which pages are crawled.
///
/// @param also more hosts
/// @param include patterns of which a URL must match one
/// @param exclude patterns of which a URL must match none
public record ScopeSettings(
    Kind kind, List<String> also, List<String> include, List<String> exclude) {
  /// What a scope is made of.
  public enum Kind {
    HOST,
    PREFIX,
    DOMAIN
  }

  public ScopeSettings {
    also = List.copyOf(also);
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    if (kind != Kind.HOST && !also.isEmpty()) {
      throw new IllegalArgumentException(
          "--also-host adds to --scope host and to no other; give one of the two");
    }
  }

  /// The sites of the starts.
  public static ScopeSettings usual() {
    return new ScopeSettings(Kind.HOST, List.of(), List.of(), List.of());
  }

  /// @throws IllegalArgumentException in one sentence for whoever typed it
  public Scope scope(List<HttpUrl> starts) {
    Scope scope =
        switch (kind) {
          case HOST -> also.isEmpty() ? Scope.host(starts) : Scope.hosts(starts, also);
          case PREFIX -> Scope.prefix(starts);
          case DOMAIN -> Scope.domain(starts);
        };
    return scope.including(include).excluding(exclude);
  }
}
