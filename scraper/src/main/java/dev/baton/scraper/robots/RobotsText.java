package dev.baton.scraper.robots;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.regex.Pattern.CASE_INSENSITIVE;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.function.ObjIntConsumer;
import java.util.regex.Pattern;

/// The text of a robots.txt, whatever a server sent under that name.
///
/// @param cut whether the file was longer than [Robots#MOST_BYTES], and its end is missing
record RobotsText(String text, boolean cut) {
  private static final Pattern HTML =
      Pattern.compile("<(?:html|head|body|!doctype html)\\b", CASE_INSENSITIVE);

  /// Only so much is searched for signs of HTML: a page has them at its start.
  private static final int HEAD = 2_048;

  static RobotsText of(byte[] body) {
    boolean cut = body.length > Robots.MOST_BYTES;
    byte[] kept = cut ? Arrays.copyOf(body, endOfLastWholeLine(body)) : body;
    return new RobotsText(decoded(kept), cut);
  }

  /// A line that was cut would mean something else: `Disallow: /private` is more than `Disallow:
  /// /private/letters`.
  private static int endOfLastWholeLine(byte[] body) {
    int end = Robots.MOST_BYTES;
    while (end > 0 && body[end - 1] != '\n' && body[end - 1] != '\r') {
      end--;
    }
    return end;
  }

  /// NULs are left out, which also reads the UTF-16 that does not say that it is.
  private static String decoded(byte[] body) {
    Charset charset = charsetOf(body);
    String text = new String(body, charset);
    String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return withoutMark.indexOf('\0') < 0 ? withoutMark : withoutMark.replace("\0", "");
  }

  private static Charset charsetOf(byte[] body) {
    if (body.length < 2) {
      return UTF_8;
    }
    return switch ((body[0] & 0xFF) << 8 | body[1] & 0xFF) {
      case 0xFEFF -> UTF_16BE;
      case 0xFFFE -> UTF_16LE;
      default -> UTF_8;
    };
  }

  /// Hands out each line with its number, as an editor counts them: `\r\n`, `\n` and `\r` end one.
  void forEachLine(ObjIntConsumer<String> each) {
    boolean html = isHtml();
    int number = 0;
    for (int start = 0; start < text.length(); number++) {
      int end = endOfLine(start);
      String line = text.substring(start, end);
      each.accept(html ? withoutTags(line) : line, number + 1);
      start = text.startsWith("\r\n", end) ? end + 2 : end + 1;
    }
  }

  private boolean isHtml() {
    return HTML.matcher(text).region(0, Math.min(HEAD, text.length())).find();
  }

  private int endOfLine(int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  /// Some servers wrap the file into a page.
  private static String withoutTags(String line) {
    StringBuilder kept = new StringBuilder();
    int at = 0;
    for (int open; (open = line.indexOf('<', at)) >= 0; ) {
      int close = line.indexOf('>', open);
      if (close < 0) {
        break;
      }
      kept.append(line, at, open);
      at = close + 1;
    }
    return kept.append(line, at, line.length()).toString();
  }
}
