package dev.baton.scraper.robots;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The characters of a sitemap, without what comes before its first one: a byte order mark, and
/// white space, which XML forbids in front of its declaration and sites write nevertheless. What
/// cannot be decoded, or is no character of XML, becomes U+FFFD.
///
/// It also stops where a tag, comment or CDATA section is longer than any of use, since the parser
/// would collect all of it in memory.
final class SitemapReader extends Reader {
  private static final int LONGEST_MARKUP = 64 * 1024;
  private static final int LONGEST_DECLARATION = 200;
  private static final Pattern ENCODING = Pattern.compile("encoding\\s*=\\s*[\"']([\\w.:-]+)");

  private final Reader source;
  private final Markup markup = new Markup();

  /// The first character, until it is read.
  private int first;

  private SitemapReader(Reader source) {
    this.source = source;
    this.first = firstOf(source);
  }

  static SitemapReader of(byte[] body) {
    Reader decoder = new InputStreamReader(new ByteArrayInputStream(body), charsetOf(body));
    return new SitemapReader(new BufferedReader(decoder));
  }

  private static Charset charsetOf(byte[] body) {
    int start = body.length < 2 ? 0 : (body[0] & 0xFF) << 8 | body[1] & 0xFF;
    return switch (start) {
      case 0xFEFF, 0x003C -> UTF_16BE;
      case 0xFFFE, 0x3C00 -> UTF_16LE;
      default -> declared(body);
    };
  }

  private static Charset declared(byte[] body) {
    int length = Math.min(body.length, LONGEST_DECLARATION);
    Matcher matcher = ENCODING.matcher(new String(body, 0, length, ISO_8859_1));
    try {
      return matcher.find() ? Charset.forName(matcher.group(1)) : UTF_8;
    } catch (IllegalArgumentException noSuchCharset) {
      return UTF_8;
    }
  }

  private static int firstOf(Reader source) {
    int c = read(source);
    while (c == '\uFEFF' || c >= 0 && c <= ' ') {
      c = read(source);
    }
    return c;
  }

  boolean isXml() {
    return first == '<';
  }

  /// Whether it has stopped before the end.
  boolean hasStopped() {
    return markup.length() > LONGEST_MARKUP;
  }

  @Override
  public int read() {
    int c = first;
    first = -2;
    c = c == -2 ? read(source) : c;
    if (c < 0) {
      return -1;
    }
    markup.next((char) c);
    return hasStopped() ? -1 : allowed((char) c);
  }

  private static int read(Reader source) {
    try {
      return source.read();
    } catch (IOException memoryFails) {
      throw new UncheckedIOException(memoryFails);
    }
  }

  private static char allowed(char c) {
    boolean forbidden = c < ' ' && c != '\t' && c != '\n' && c != '\r' || c >= '\uFFFE';
    return forbidden ? '\uFFFD' : c;
  }

  @Override
  public int read(char[] chars, int offset, int length) {
    for (int i = 0; i < length; i++) {
      int c = read();
      if (c < 0) {
        return i == 0 ? -1 : i;
      }
      chars[offset + i] = (char) c;
    }
    return length;
  }

  @Override
  public void close() {
    // Nothing is open: the bytes are in memory.
  }
}
