package dev.baton.scraper.fetch;

import java.util.regex.Pattern;

/// Pages of XML, read as HTML. In XML `<script src="x"/>` is a whole element; the parser of HTML
/// takes all that follows for the script.
final class Xhtml {
  /// An empty element that in HTML holds text up to its end tag.
  private static final Pattern EMPTY =
      Pattern.compile(
          "<(script|style|title|textarea|iframe|noscript|noframes|noembed|xmp)(\\s[^<>]*)?/>");

  private Xhtml() {}

  /// Gives empty elements an end tag.
  static String asHtml(String xhtml) {
    return EMPTY.matcher(xhtml).replaceAll("<$1$2></$1>");
  }
}
