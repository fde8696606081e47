package dev.baton.net.http;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a page in a browser comes from: the scheme, host and port of its address (RFC 6454).
///
/// @param authority with its port
record Origin(String scheme, Authority authority) {
  private static final Pattern FORM = Pattern.compile("(?i)(https?)://(.+)");

  /// Empty if it is none, or not one of the web: a page from a file has the origin `null`.
  static Optional<Origin> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    String scheme = form.group(1).toLowerCase(Locale.ROOT);
    return Authority.parse(form.group(2))
        .map(authority -> new Origin(scheme, authority.orPort(usualPort(scheme))));
  }

  /// True if a server that was asked for this host serves pages of this origin. Whether over TLS is
  /// not for the server to know: something before it may speak that.
  boolean isOf(Authority asked) {
    return authority.equals(asked.orPort(usualPort(scheme)));
  }

  private static int usualPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }
}
