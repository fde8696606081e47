package dev.baton.feed.watch;

import java.net.URI;
import java.net.URISyntaxException;

/// The address of a server: `ws://HOST[:PORT]`.
public record FeedUrl(String host, int port) {
  /// Where a server is unless it is told otherwise.
  public static final int DEFAULT_PORT = 8787;

  private static final String SCHEME = "ws://";
  private static final String NO_HOST = "it has no host, or a wrong port";

  /// Reads an address.
  ///
  /// @throws IllegalArgumentException saying what is wrong
  public static FeedUrl parse(String text) {
    if (text.isBlank()) {
      throw wrong("\"\"", "it is empty");
    }
    if (!text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw wrong(text, "it must begin with " + SCHEME);
    }
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw wrong(text, NO_HOST);
    }
    if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
      throw wrong(text, NO_HOST);
    }
    boolean plain = uri.getRawUserInfo() == null && uri.getRawQuery() == null;
    if (!plain || uri.getRawFragment() != null || uri.getRawPath().length() > 1) {
      throw wrong(text, "there must be nothing but a host and a port");
    }
    return new FeedUrl(uri.getHost(), uri.getPort() == -1 ? DEFAULT_PORT : uri.getPort());
  }

  private static IllegalArgumentException wrong(String text, String why) {
    return new IllegalArgumentException(
        "the URL " + text + " is wrong: " + why + "; an example is ws://127.0.0.1:8787");
  }

  @Override
  public String toString() {
    return "ws://" + host + ":" + port;
  }
}
