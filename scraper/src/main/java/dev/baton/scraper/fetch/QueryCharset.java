package dev.baton.scraper.fetch;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.Optional;

/// Writes the query of a link in the charset of its page, as browsers do: a form or a search on a
/// page in GBK expects its questions in GBK. The rest of a URL is always UTF-8.
final class QueryCharset {
  /// Characters below U+007F that are escaped when they are part of a longer one.
  private static final String ESCAPED = "\"#%'<>";

  /// Empty if queries are written in UTF-8.
  private final Optional<CharsetEncoder> encoder;

  QueryCharset(Charset charset) {
    boolean inUtf8 = charset.name().startsWith("UTF-") || !charset.canEncode();
    this.encoder = inUtf8 ? Optional.empty() : Optional.of(charset.newEncoder());
  }

  /// The same link with its query in ASCII.
  String apply(String link) {
    int fragment = link.indexOf('#');
    int end = fragment < 0 ? link.length() : fragment;
    int query = link.indexOf('?');
    if (encoder.isEmpty() || query < 0 || query > end) {
      return link;
    }
    StringBuilder ascii = new StringBuilder(link.substring(0, query));
    link.substring(query, end).codePoints().forEach(c -> append(c, ascii));
    return ascii.append(link, end, link.length()).toString();
  }

  private void append(int c, StringBuilder ascii) {
    if (c < 0x80) {
      ascii.append((char) c);
    } else if (encoder.get().canEncode(Character.toString(c))) {
      for (byte b : Character.toString(c).getBytes(encoder.get().charset())) {
        append(b, ascii);
      }
    } else {
      ascii.append("%26%23").append(c).append("%3B"); // "&#", its number, ";"
    }
  }

  private static void append(byte b, StringBuilder ascii) {
    boolean plain = b > ' ' && b < 0x7F && ESCAPED.indexOf(b) < 0;
    ascii.append(plain ? Character.toString(b) : "%%%02X".formatted(b));
  }
}
