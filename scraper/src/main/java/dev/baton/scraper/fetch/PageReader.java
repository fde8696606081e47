package dev.baton.scraper.fetch;

import dev.baton.scraper.Answer;
import dev.baton.scraper.fetch.LinkExtractor.Links;
import dev.baton.scraper.robots.Directives;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import okhttp3.HttpUrl;
import okhttp3.Response;
import okio.BufferedSource;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;

/// Reads what was asked for as a page: its title and its links, if it is one.
final class PageReader {
  /// The most elements of one page: each takes some hundred bytes of memory.
  static final int MAX_ELEMENTS = 500_000;

  /// The longest title that is kept, in characters.
  static final int MAX_TITLE = 1_000;

  private PageReader() {}

  static Answer read(Response response) throws IOException {
    ContentType type = ContentType.of(response.header("Content-Type"));
    if (type.isHtml() || type.isUnknown() && looksLikeHtml(response)) {
      return html(response, type);
    }
    AnswerReader.skim(response);
    boolean noindex = directives(response, Instant.now()).noindex();
    return new Answer.NotHtml(response.code(), type.name(), noindex);
  }

  /// Looks at the beginning, as it was before it was packed, and leaves the body as it is.
  private static boolean looksLikeHtml(Response response) throws IOException {
    if ("nosniff".equalsIgnoreCase(response.header("X-Content-Type-Options"))) {
      return false;
    }
    BufferedSource body = response.body().source().peek();
    body.request(AnswerReader.MAX_SKIM);
    byte[] start = body.readByteArray(Math.min(AnswerReader.MAX_SKIM, body.getBuffer().size()));
    return HtmlSniffer.isHtml(
        ContentEncoding.of(response)
            .beginning(start, new DecodedLimit(AnswerReader.MAX_SKIM, start.length)));
  }

  private static Answer html(Response response, ContentType type) throws IOException {
    byte[] body = body(response);
    BooleanSupplier cancelled = KeptConnection.cancelled(response);
    try (var _ = ParseTurns.ALL.take(body.length, cancelled)) {
      PageText page = PageText.of(body, type.charset());
      String html = type.isXhtml() ? Xhtml.asHtml(page.text()) : page.text();
      return html(response, new PageText(html, page.charset()), cancelled);
    }
  }

  private static Answer html(Response response, PageText page, BooleanSupplier cancelled)
      throws IOException {
    HttpUrl url = response.request().url();
    Document document = parse(page.text(), url, cancelled);
    Instant now = Instant.now();
    PageScan scan = PageScan.of(document, now);
    Directives directives = scan.directives().merge(directives(response, now));
    Links links =
        new LinkExtractor(url, page.charset(), !directives.nofollow())
            .links(scan, Optional.ofNullable(response.header("Refresh")));
    return new Answer.Html(
        response.code(),
        title(document),
        links.links(),
        links.complete(),
        directives.noindex(),
        links.links().isEmpty() && ScriptPage.needsScript(document),
        AnswerReader.header(response, "Content-Usage"));
  }

  private static Directives directives(Response response, Instant now) {
    Directives all = Directives.NONE;
    for (String header : response.headers("X-Robots-Tag")) {
      all = all.merge(Directives.header(header, FetchSettings.NAME, now));
    }
    return all;
  }

  /// Tags that are not closed make many elements of few bytes, and may take long.
  private static Document parse(String html, HttpUrl url, BooleanSupplier cancelled)
      throws IOException {
    try (StreamParser parser = new StreamParser(Parser.htmlParser()).parse(html, url.toString())) {
      Iterator<Element> elements = parser.iterator();
      for (int count = 0; elements.hasNext(); count++) {
        if (count == MAX_ELEMENTS) {
          throw new BadAnswerException("the page has more than " + MAX_ELEMENTS + " elements");
        }
        ParseTurns.requireWanted(cancelled);
        elements.next();
      }
      return parser.document();
    }
  }

  /// The body as it was before it was packed, and no more of it than to the limit.
  private static byte[] body(Response response) throws IOException {
    BufferedSource body = response.body().source();
    if (response.body().contentLength() > AnswerReader.MAX_BODY
        || body.request(AnswerReader.MAX_BODY + 1L)) {
      throw DecodedLimit.tooLarge(AnswerReader.MAX_BODY);
    }
    byte[] sent = body.readByteArray();
    return ContentEncoding.of(response)
        .undo(sent, new DecodedLimit(AnswerReader.MAX_BODY, sent.length));
  }

  private static String title(Document document) {
    String title = document.title();
    return title.isEmpty() ? null : Text.shortened(Text.wellFormed(title), MAX_TITLE);
  }
}
