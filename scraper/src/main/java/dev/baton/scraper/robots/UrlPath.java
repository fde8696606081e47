package dev.baton.scraper.robots;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import okhttp3.HttpUrl;

/// A path and query in the one form in which patterns and URLs are compared (RFC 9309, section
/// 2.2.2): what may be written with and without percent-encoding is the same here.
///
/// What stays encoded is what would mean something else: a slash, and what structures a query.
///
/// @param text the path and query
/// @param loose the same, with encoded slashes in the query as slashes: in a query `%2F` and `/`
///   are the same, as the RFC's own table says
record UrlPath(String text, String loose) {
  private static final String STRUCTURE = "/?&=%#";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  static UrlPath of(HttpUrl url) {
    String query = url.encodedQuery();
    String path = url.encodedPath();
    String text = normal(query == null ? path : path + "?" + query);
    return new UrlPath(text, loose(text));
  }

  static String loose(String text) {
    int query = text.indexOf('?');
    if (query < 0 || text.indexOf("%2F", query) < 0) {
      return text;
    }
    return text.substring(0, query) + text.substring(query).replace("%2F", "/");
  }

  static String normal(String raw) {
    return isPlain(raw) ? raw : normalBytes(raw.getBytes(UTF_8));
  }

  private static boolean isPlain(String raw) {
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%' || !isPrintable(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPrintable(int octet) {
    return octet > ' ' && octet < 0x7F;
  }

  private static String normalBytes(byte[] raw) {
    StringBuilder normal = new StringBuilder(raw.length);
    for (int i = 0; i < raw.length; i++) {
      int encoded = encodedAt(raw, i);
      if (encoded >= 0) {
        append(normal, encoded, STRUCTURE.indexOf(encoded) < 0);
        i += 2;
      } else {
        append(normal, raw[i] & 0xFF, raw[i] != '%');
      }
    }
    return normal.toString();
  }

  /// The octet that `%XX` at this place stands for, or -1.
  private static int encodedAt(byte[] raw, int at) {
    if (raw[at] != '%' || at + 2 >= raw.length) {
      return -1;
    }
    int high = Character.digit(raw[at + 1], 16);
    int low = Character.digit(raw[at + 2], 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  private static void append(StringBuilder normal, int octet, boolean mayBePlain) {
    if (mayBePlain && isPrintable(octet)) {
      normal.append((char) octet);
    } else {
      normal.append('%').append(HEX.toHexDigits((byte) octet));
    }
  }
}
