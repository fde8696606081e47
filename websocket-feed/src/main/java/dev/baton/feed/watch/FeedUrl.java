package dev.baton.feed.watch;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The address of a server: `ws://HOST[:PORT]` or `wss://HOST[:PORT]`.
///
/// It is read as people type it: `127.0.0.1:8787`, `localhost`, `[::1]:9000`, or the address of the
/// server's page (`http://127.0.0.1:8787/`) mean the same as with `ws://`; `https://` means
/// `wss://`.
///
/// @param secure over TLS
/// @param host a name or an address, an IPv6 address without brackets
public record FeedUrl(boolean secure, String host, int port) {
  /// Where a server is unless it is told otherwise.
  public static final int DEFAULT_PORT = 8787;

  private static final Pattern WITH_SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.*)");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*");
  private static final Pattern IPV4 = Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+");

  private static final String NO_HOST = "it has no host, or a wrong port";

  /// Not over TLS.
  public FeedUrl(String host, int port) {
    this(false, host, port);
  }

  /// Whether somebody who types this means a server and not a channel.
  public static boolean isMeant(String word) {
    return word.isBlank()
        || word.contains(":")
        || word.contains("/")
        || word.equalsIgnoreCase("localhost")
        || IPV4.matcher(word).matches();
  }

  /// Reads an address.
  ///
  /// @throws IllegalArgumentException saying what is wrong
  public static FeedUrl parse(String text) {
    if (text.isBlank()) {
      throw wrong("\"\"", "it is empty");
    }
    Matcher scheme = WITH_SCHEME.matcher(text);
    if (!scheme.matches()) {
      return parse(text, false, IPV6.matcher(text).matches() ? "[" + text + "]" : text);
    }
    return switch (scheme.group(1).toLowerCase(Locale.ROOT)) {
      case "ws", "http" -> parse(text, false, scheme.group(2));
      case "wss", "https" -> parse(text, true, scheme.group(2));
      default -> throw wrong(text, "it must begin with ws:// or wss://");
    };
  }

  /// @param rest what is behind the scheme
  private static FeedUrl parse(String text, boolean secure, String rest) {
    URI uri;
    try {
      uri = new URI("ws://" + rest);
    } catch (URISyntaxException e) {
      throw wrong(text, NO_HOST);
    }
    if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
      throw wrong(text, NO_HOST);
    }
    if (uri.getRawUserInfo() != null || uri.getRawQuery() != null) {
      throw wrong(
          text,
          "it must not hold a user, a password or a query; a token is in a file, see --token-file");
    }
    if (uri.getRawFragment() != null || uri.getRawPath().length() > 1) {
      throw wrong(text, "it must end behind the host and the port");
    }
    String host = uri.getHost().replaceAll("[\\[\\]]", "");
    return new FeedUrl(secure, host, uri.getPort() == -1 ? DEFAULT_PORT : uri.getPort());
  }

  /// Shows no more of the text than is safe: there may be a password in it.
  private static IllegalArgumentException wrong(String text, String why) {
    String shown = text.replaceFirst("//[^/@]*@", "//...@").replaceFirst("\\?.*", "?...");
    return new IllegalArgumentException(
        "the URL " + shown + " is wrong: " + why + "; an example is ws://127.0.0.1:8787");
  }

  /// The host and the port, as in the header field `Host`.
  public String authority() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  @Override
  public String toString() {
    return (secure ? "wss://" : "ws://") + authority();
  }
}
