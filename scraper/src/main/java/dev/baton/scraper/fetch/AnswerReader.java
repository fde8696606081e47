package dev.baton.scraper.fetch;

import dev.baton.scraper.Answer;
import dev.baton.scraper.Link;
import dev.baton.scraper.Problem;
import dev.baton.scraper.fetch.LinkExtractor.Links;
import dev.baton.scraper.url.PageUrls;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.Response;
import okio.BufferedSource;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;

/// Turns a response into an [Answer]. Reads from the network, so it runs off the loop; it closes
/// nothing.
final class AnswerReader {
  /// The largest page that is read, in bytes, as it was sent and unpacked.
  static final int MAX_BODY = 10 * 1024 * 1024;

  /// How much is read of what is not parsed, in bytes. A connection whose answer was read to the
  /// end can be used again, and an answer that breaks off is noticed; more than this is not worth
  /// it.
  static final int MAX_SKIM = 64 * 1024;

  /// The most elements of one page: each takes some hundred bytes of memory.
  static final int MAX_ELEMENTS = 500_000;

  /// The longest title that is kept, in characters.
  static final int MAX_TITLE = 1_000;

  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  /// These have no body: "no content" and "reset content".
  private static final Set<Integer> EMPTY = Set.of(204, 205);

  private AnswerReader() {}

  static Answer read(Response response) throws IOException {
    if (response.code() < 200) { // nobody has asked for another protocol
      throw FetchErrors.notHttp(response.code(), "its status is " + response.code());
    }
    Optional<String> problem = Framing.problem(response);
    if (problem.isPresent()) {
      throw FetchErrors.notHttp(response.code(), problem.get());
    }
    if (REDIRECTS.contains(response.code())) {
      return redirect(response);
    }
    if (!response.isSuccessful() || EMPTY.contains(response.code())) {
      skim(response);
      return new Answer.StatusOnly(response.code());
    }
    ContentType type = ContentType.of(response.header("Content-Type"));
    if (type.isHtml() || type.isUnknown() && looksLikeHtml(response)) {
      return html(response, type);
    }
    skim(response);
    return new Answer.NotHtml(response.code(), type.name(), false);
  }

  private static void skim(Response response) throws IOException {
    response.body().source().request(MAX_SKIM);
  }

  private static Answer redirect(Response response) {
    String location = response.header("Location");
    if (location == null) {
      return new Answer.Failed(
          response.code(), Problem.BAD_ANSWER, "a redirect without a Location header");
    }
    Optional<HttpUrl> target = PageUrls.resolve(response.request().url(), location);
    if (target.isEmpty()) {
      return new Answer.Failed(
          response.code(),
          Problem.BAD_ANSWER,
          "a redirect to what is no web page: \"" + Text.shortened(location, 200) + "\"");
    }
    return new Answer.Redirect(response.code(), target.get());
  }

  /// Looks at the beginning, as it was before it was packed, and leaves the body as it is.
  private static boolean looksLikeHtml(Response response) throws IOException {
    if ("nosniff".equalsIgnoreCase(response.header("X-Content-Type-Options"))) {
      return false;
    }
    BufferedSource body = response.body().source().peek();
    body.request(MAX_SKIM);
    byte[] start = body.readByteArray(Math.min(MAX_SKIM, body.getBuffer().size()));
    return HtmlSniffer.isHtml(ContentEncoding.of(response).beginning(start, MAX_SKIM));
  }

  private static Answer html(Response response, ContentType type) throws IOException {
    HttpUrl url = response.request().url();
    byte[] body = ContentEncoding.of(response).undo(body(response), MAX_BODY);
    PageText page = PageText.of(body, type.charset());
    Document document = parse(page.text(), url);
    Links links =
        new LinkExtractor(url, page.charset())
            .links(document, Optional.ofNullable(response.header("Refresh")));
    return new Answer.Html(
        response.code(),
        title(document),
        links.urls().stream().map(target -> new Link(target, true)).toList(),
        links.complete(),
        false,
        false,
        null);
  }

  /// Tags that are not closed make many elements of few bytes.
  private static Document parse(String html, HttpUrl url) throws IOException {
    try (StreamParser parser = new StreamParser(Parser.htmlParser()).parse(html, url.toString())) {
      Iterator<Element> elements = parser.iterator();
      for (int count = 0; elements.hasNext(); count++) {
        if (count == MAX_ELEMENTS) {
          throw new BadAnswerException("the page has more than " + MAX_ELEMENTS + " elements");
        }
        elements.next();
      }
      return parser.document();
    }
  }

  /// The body as it was sent, and no more of it than to the limit.
  private static byte[] body(Response response) throws IOException {
    BufferedSource body = response.body().source();
    if (response.body().contentLength() > MAX_BODY || body.request(MAX_BODY + 1L)) {
      throw Unpacker.tooLarge(MAX_BODY);
    }
    return body.readByteArray();
  }

  private static String title(Document document) {
    String title = document.title();
    return title.isEmpty() ? null : Text.shortened(Text.wellFormed(title), MAX_TITLE);
  }
}
