package dev.baton.scraper.fetch;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads a host that is an address and no name, in all forms that somebody reads as one: `127.1`,
/// `2130706433` and `0x7f000001` are 127.0.0.1 too.
final class HostLiteral {
  /// A host whose last label is like this is an address or nothing, in the URL standard.
  private static final Pattern NUMBER = Pattern.compile("\\d+|0x[0-9a-f]*");

  private HostLiteral() {}

  /// The address; empty if the host is a name.
  ///
  /// @param host as in a [okhttp3.HttpUrl]
  /// @throws BadAnswerException if it is no address though it looks like one, or if browsers and
  ///   the JDK read two different ones in it
  static Optional<InetAddress> of(String host) throws BadAnswerException {
    if (host.contains(":")) {
      return Optional.of(InetAddress.ofLiteral(host));
    }
    String text = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return endsInNumber(text) ? Optional.of(ipv4(text)) : Optional.empty();
  }

  private static boolean endsInNumber(String text) {
    int label = text.lastIndexOf('.') + 1;
    return label < text.length()
        && Character.isDigit(text.charAt(label))
        && NUMBER.matcher(text).region(label, text.length()).matches();
  }

  /// One spelling for all that is the same host.
  static String canonical(String host) {
    try {
      return of(host).map(InetAddress::getHostAddress).orElse(host);
    } catch (BadAnswerException none) {
      return host;
    }
  }

  private static InetAddress ipv4(String text) throws BadAnswerException {
    InetAddress address;
    try {
      address = Inet4Address.ofPosixLiteral(text);
    } catch (IllegalArgumentException none) {
      throw new BadAnswerException("the host " + text + " is neither a name nor an address");
    }
    if (!address.equals(dialled(text))) {
      throw new BadAnswerException(
          "the host %s can be read in two ways; write it as %s"
              .formatted(text, address.getHostAddress()));
    }
    return address;
  }

  /// What the JDK reads in it, who knows neither octal nor hexadecimal numbers; null if nothing.
  private static InetAddress dialled(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException unknown) {
      return null;
    }
  }
}
