package dev.baton.scraper.url;

import okhttp3.HttpUrl;

/// A host, or all hosts below a domain, on both schemes.
///
/// @param host with a dot before it if the hosts below it are meant
/// @param port 0 stands for the default one of each scheme
record HostPattern(String host, int port) {
  private static final String BELOW = "*.";

  /// The host of a URL.
  static HostPattern of(HttpUrl url) {
    boolean usual = url.port() == HttpUrl.defaultPort(url.scheme());
    return new HostPattern(url.host(), usual ? 0 : url.port());
  }

  /// @throws IllegalArgumentException if the text is no pattern
  static HostPattern parse(String text) {
    boolean below = text.startsWith(BELOW);
    HttpUrl url = url(below ? text.substring(BELOW.length()) : text);
    if (url == null) {
      throw new IllegalArgumentException(
          "a host of the scope must be like example.com, example.com:8080 or *.example.com,"
              + " got \""
              + text
              + "\"");
    }
    HostPattern named = of(url);
    return below ? new HostPattern("." + named.host, named.port) : named;
  }

  /// @return null if this is not a host and perhaps a port, and nothing else
  private static HttpUrl url(String text) {
    Authority authority = Authority.of(text);
    boolean alone = !authority.hasUserInfo() && text.indexOf('/') < 0 && text.indexOf('*') < 0;
    String host = alone ? authority.canonical() : null;
    return host == null ? null : HttpUrl.parse("http://" + host + "/");
  }

  boolean isDomain() {
    return host.startsWith(".");
  }

  boolean isAbove(HostPattern other) {
    return port == other.port && other.host.endsWith(host);
  }
}
