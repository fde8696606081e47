package dev.baton.scraper.url;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import okhttp3.HttpUrl;

/// The host parser of the WHATWG URL standard: one spelling for each host.
///
/// What [HttpUrl] does not do by itself: numbers as addresses ([Ipv4Parser]), and some characters
/// that no host may have. Names beyond ASCII are its work.
final class HostParser {
  private static final String FORBIDDEN = " #%/:<>?@[\\]^|";
  private static final String IN_NAMES = "-._";

  private HostParser() {}

  /// @return null if this is no host
  static String parse(String text) {
    if (text.startsWith("[")) {
      return isIpv6(text) ? text : null;
    }
    String name = isPlain(text) ? text.toLowerCase(Locale.ROOT) : named(decoded(text));
    return name != null && Ipv4Parser.endsInNumber(name) ? Ipv4Parser.parse(name) : name;
  }

  /// What is in the brackets, [HttpUrl] says; it takes escapes, though.
  private static boolean isIpv6(String text) {
    return text.endsWith("]") && text.indexOf('%') < 0;
  }

  private static boolean isPlain(String text) {
    return !text.isEmpty()
        && !hasPunycode(text)
        && text.chars().allMatch(c -> Ascii.isAlphanumeric(c) || IN_NAMES.indexOf(c) >= 0);
  }

  private static boolean hasPunycode(String text) {
    return text.toLowerCase(Locale.ROOT).contains("xn--");
  }

  /// Punycode within Punycode is refused, so that reading a name again changes nothing.
  ///
  /// @return null if this is no name
  private static String named(String name) {
    String ascii = toAscii(name);
    boolean changes = ascii != null && hasPunycode(ascii) && !ascii.equals(toAscii(ascii));
    return changes ? null : ascii;
  }

  private static String toAscii(String name) {
    if (name.isEmpty() || hasForbidden(name)) {
      return null;
    }
    HttpUrl url = HttpUrl.parse("http://" + name + "/");
    return url == null || hasForbidden(url.host()) ? null : url.host();
  }

  private static boolean hasForbidden(String name) {
    return name.chars().anyMatch(c -> c <= ' ' || c == 0x7F || FORBIDDEN.indexOf(c) >= 0);
  }

  /// Without escapes. What is no UTF-8 becomes U+FFFD, which is no name.
  private static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(utf8.length);
    String octets = new String(utf8, StandardCharsets.ISO_8859_1);
    for (int i = 0; i < utf8.length; i++) {
      boolean isEscape = octets.charAt(i) == '%' && PercentEscapes.isEscape(octets, i);
      decoded.write(isEscape ? PercentEscapes.octet(octets, i) : utf8[i]);
      i += isEscape ? 2 : 0;
    }
    return decoded.toString(StandardCharsets.UTF_8);
  }
}
