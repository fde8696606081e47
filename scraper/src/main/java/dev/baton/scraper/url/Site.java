package dev.baton.scraper.url;

import okhttp3.HttpUrl;

/// A scheme, a host name and a port. On the default ports `http` and `https` are one site.
record Site(String scheme, String host, int port) {
  private static final int HTTP = HttpUrl.defaultPort("http");

  static Site of(HttpUrl url) {
    return url.port() == HttpUrl.defaultPort(url.scheme())
        ? new Site("http", url.host(), HTTP)
        : new Site(url.scheme(), url.host(), url.port());
  }
}
