package dev.baton.scraper.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/// The charset that a page says it is written in: by a `meta` near its beginning, or as XML does.
///
/// The page has to be read before its charset is known, which works because all charsets of the web
/// but UTF-16 agree on the characters that a declaration is made of.
final class DeclaredCharset {
  /// How far a declaration may be from the beginning, in bytes. The standard says 1,024, but pages
  /// with long comments and scripts in front exceed that.
  private static final int MAX_DISTANCE = 8 * 1024;

  private static final Pattern META =
      Pattern.compile(
          "<!--.*?(?:-->|\\z)|<meta[\\s/][^>]*>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern XML =
      Pattern.compile("\\A\\s*<\\?xml\\s[^>]*encoding\\s*=\\s*[\"']([^\"']+)[\"']");

  private DeclaredCharset() {}

  static Optional<Charset> of(byte[] page) {
    String start = new String(page, 0, Math.min(page.length, MAX_DISTANCE), ISO_8859_1);
    return META.matcher(start)
        .results()
        .map(MatchResult::group)
        .filter(tag -> !tag.startsWith("<!"))
        .flatMap(tag -> ofMeta(tag).stream())
        .findFirst()
        .or(() -> ofXml(start))
        // whoever could read that it is UTF-16 has read something else
        .map(charset -> charset.name().startsWith("UTF-16") ? UTF_8 : charset);
  }

  private static Optional<Charset> ofMeta(String tag) {
    Element meta = Jsoup.parse(tag).selectFirst("meta");
    if (meta == null) {
      return Optional.empty();
    }
    if (meta.hasAttr("charset")) {
      return Charsets.named(meta.attr("charset"));
    }
    return meta.attr("http-equiv").equalsIgnoreCase("content-type")
        ? Charsets.named(ContentType.of(meta.attr("content")).charset())
        : Optional.empty();
  }

  private static Optional<Charset> ofXml(String start) {
    Matcher xml = XML.matcher(start);
    return xml.find() ? Charsets.named(xml.group(1)) : Optional.empty();
  }
}
