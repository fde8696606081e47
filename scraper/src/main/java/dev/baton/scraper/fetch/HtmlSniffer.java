package dev.baton.scraper.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.regex.Pattern;

/// Recognizes HTML by how it begins, for answers without a type. It is the part of the WHATWG's
/// MIME Sniffing Standard that is about HTML, so it sees a page where browsers do.
final class HtmlSniffer {
  /// How many bytes are looked at, at most.
  private static final int LENGTH = 1_445;

  private static final Pattern HTML =
      Pattern.compile(
          "[\t\n\f\r ]*<(!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b"
              + "|body|br|p|!--)[ >]",
          Pattern.CASE_INSENSITIVE);

  private HtmlSniffer() {}

  static boolean isHtml(byte[] body) {
    String start = new String(body, 0, Math.min(body.length, LENGTH), ISO_8859_1);
    return HTML.matcher(start).lookingAt();
  }
}
