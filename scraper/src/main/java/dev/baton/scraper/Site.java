package dev.baton.scraper;

import dev.baton.scraper.url.Scope;
import java.util.List;
import okhttp3.HttpUrl;

/// The pages that a crawl may visit: those of one host, as [Scope] says.
final class Site {
  private final HttpUrl start;
  private final Scope scope;

  Site(HttpUrl start) {
    this.start = start;
    this.scope = Scope.host(List.of(start));
  }

  HttpUrl start() {
    return start;
  }

  boolean contains(HttpUrl url) {
    return scope.contains(url);
  }
}
