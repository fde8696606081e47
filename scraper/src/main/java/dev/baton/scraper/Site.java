package dev.baton.scraper;

import okhttp3.HttpUrl;

/// The pages that a crawl may visit: those of one host.
///
/// A site is a scheme, a host name and a port. On the default ports `http` and `https` are one
/// site, because most servers send visitors of the one on to the other.
record Site(HttpUrl start) {
  boolean contains(HttpUrl url) {
    return url.host().equals(start.host()) && (isSameOrigin(url) || bothOnDefaultPorts(url));
  }

  private boolean isSameOrigin(HttpUrl url) {
    return url.scheme().equals(start.scheme()) && url.port() == start.port();
  }

  private boolean bothOnDefaultPorts(HttpUrl url) {
    return usesDefaultPort(url) && usesDefaultPort(start);
  }

  private static boolean usesDefaultPort(HttpUrl url) {
    return url.port() == HttpUrl.defaultPort(url.scheme());
  }
}
