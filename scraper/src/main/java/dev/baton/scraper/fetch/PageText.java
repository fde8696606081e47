package dev.baton.scraper.fetch;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Optional;
import org.mozilla.universalchardet.UniversalDetector;

/// The text of a page, and the charset that it was written in.
///
/// What counts, in this order: a byte order mark, the header, what the page says of itself. A page
/// without any of them is UTF-8 if its bytes are; else what a detector makes of them, which looks
/// how often each letter of each language occurs; else windows-1252, as browsers have it.
record PageText(String text, Charset charset) {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  /// Pages in GBK have characters of its successor, which it has no way to write in a query.
  private static final Charset GBK = Charset.forName("GBK");

  private static final Charset GB18030 = Charset.forName("GB18030");

  /// How much the detector reads, in bytes.
  private static final int MAX_SAMPLE = 64 * 1024;

  /// What the detector sees where it is not: no web page has it.
  private static final String UNLIKELY = "IBM866";

  /// @param header the charset that the header names; empty if it names none
  static PageText of(byte[] page, String header) {
    return byMark(page)
        .or(() -> Charsets.named(header))
        .or(() -> DeclaredCharset.of(page))
        .map(charset -> decoded(page, charset))
        .orElseGet(() -> undeclared(page));
  }

  private static Optional<Charset> byMark(byte[] page) {
    if (startsWith(page, 0xEF, 0xBB, 0xBF)) {
      return Optional.of(UTF_8);
    }
    if (startsWith(page, 0xFE, 0xFF)) {
      return Optional.of(UTF_16BE);
    }
    return startsWith(page, 0xFF, 0xFE) ? Optional.of(UTF_16LE) : Optional.empty();
  }

  private static boolean startsWith(byte[] page, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (i == page.length || (page[i] & 0xff) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private static PageText undeclared(byte[] page) {
    PageText utf8 = decoded(page, UTF_8);
    if (utf8.text.indexOf('\uFFFD') < 0 || isUtf8(page)) {
      return utf8;
    }
    return guessed(page)
        .map(charset -> decoded(page, charset))
        .filter(PageText::makesSense)
        .orElseGet(() -> decoded(page, WINDOWS_1252));
  }

  /// Decides for a text with U+FFFD in it, which the page itself may have.
  private static boolean isUtf8(byte[] page) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(page));
      return true;
    } catch (CharacterCodingException broken) {
      return false;
    }
  }

  private static Optional<Charset> guessed(byte[] page) {
    UniversalDetector detector = new UniversalDetector();
    detector.handleData(page, 0, Math.min(page.length, MAX_SAMPLE));
    detector.dataEnd();
    return Optional.ofNullable(detector.getDetectedCharset())
        .filter(name -> !name.equals(UNLIKELY))
        .map(name -> name.equals("TIS620") ? "tis-620" : name) // the only name that is no label
        .flatMap(Charsets::named);
  }

  /// A guess is wrong if one in ten of the characters beyond ASCII has no meaning.
  private boolean makesSense() {
    long beyondAscii = text.chars().filter(c -> c > 0x7F).count();
    long meaningless = text.chars().filter(c -> c == '\uFFFD').count();
    return meaningless * 10 < beyondAscii;
  }

  private static PageText decoded(byte[] page, Charset charset) {
    String text = new String(page, charset.equals(GBK) ? GB18030 : charset);
    return new PageText(text.startsWith("\uFEFF") ? text.substring(1) : text, charset);
  }
}
