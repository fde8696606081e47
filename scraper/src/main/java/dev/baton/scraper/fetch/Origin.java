package dev.baton.scraper.fetch;

import okhttp3.HttpUrl;

/// The scheme, host and port of a URL, which decide whom it belongs to.
record Origin(String scheme, String host, int port) {
  static Origin of(HttpUrl url) {
    return new Origin(url.scheme(), url.host(), url.port());
  }

  /// Whether a URL has nothing else.
  static boolean isAll(HttpUrl url) {
    return url.equals(of(url).url());
  }

  private HttpUrl url() {
    return new HttpUrl.Builder().scheme(scheme).host(host).port(port).build();
  }

  /// Without the port if it is the usual one.
  @Override
  public String toString() {
    String text = url().toString();
    return text.substring(0, text.length() - 1);
  }
}
