package dev.baton.scraper.fetch;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a `Content-Type` says, read as leniently as browsers read it: a broken parameter does not
/// spoil the rest.
///
/// @param name such as `text/html`, in lower case; empty if there is none
/// @param charset as it is written; empty if there is none
record ContentType(String name, String charset) {
  private static final Pattern NAME = Pattern.compile("\\s*([^\\s;,/]+/[^\\s;,/]+)");
  private static final Pattern CHARSET =
      Pattern.compile("\\bcharset\\s*=\\s*[\"']?([^\\s\"';,]+)", Pattern.CASE_INSENSITIVE);

  private static final String XHTML = "application/xhtml+xml";

  private static final Set<String> HTML = Set.of("text/html", XHTML);

  /// What servers say that do not know.
  private static final Set<String> UNKNOWN =
      Set.of("", "unknown/unknown", "application/unknown", "*/*");

  /// @param header null if there is none
  static ContentType of(String header) {
    String text = header == null ? "" : header;
    Matcher name = NAME.matcher(text);
    Matcher charset = CHARSET.matcher(text);
    return new ContentType(
        name.lookingAt() ? name.group(1).toLowerCase(Locale.ROOT) : "",
        charset.find() ? charset.group(1) : "");
  }

  boolean isHtml() {
    return HTML.contains(name);
  }

  /// Whether it is HTML in the form of XML.
  boolean isXhtml() {
    return name.equals(XHTML);
  }

  boolean isUnknown() {
    return UNKNOWN.contains(name);
  }
}
