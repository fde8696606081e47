package dev.baton.net.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A host and its port, as a `Host` field and an origin name them; in one spelling, so that equal
/// ones are equal.
///
/// @param host a name in lower case without the dot at its end, or the text of the address
/// @param address null if the host is a name
/// @param port -1 if none is said
record Authority(String host, InetAddress address, int port) {
  private static final Pattern FORM = Pattern.compile("(\\[[^\\]]*]|[^:]*)(?::([0-9]{0,5}))?");
  private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]+]");
  private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,253}");

  /// Empty if it is none. An IPv6 address stands in brackets.
  static Optional<Authority> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    String digits = form.group(2);
    int port = digits == null || digits.isEmpty() ? -1 : Integer.parseInt(digits);
    return port > 65_535 ? Optional.empty() : of(spelling(form.group(1)), port);
  }

  private static String spelling(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private static Optional<Authority> of(String host, int port) {
    if (IPV4.matcher(host).matches()) {
      return literal(Inet4Address::ofLiteral, host, port);
    }
    if (IPV6.matcher(host).matches()) {
      return literal(Inet6Address::ofLiteral, host.substring(1, host.length() - 1), port);
    }
    return NAME.matcher(host).matches()
        ? Optional.of(new Authority(host, null, port))
        : Optional.empty();
  }

  private static Optional<Authority> literal(
      Function<String, InetAddress> reader, String text, int port) {
    try {
      InetAddress address = reader.apply(text);
      return Optional.of(new Authority(address.getHostAddress(), address, port));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// With this port if none is said.
  Authority orPort(int usual) {
    return port < 0 ? new Authority(host, address, usual) : this;
  }
}
