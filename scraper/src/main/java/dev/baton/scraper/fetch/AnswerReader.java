package dev.baton.scraper.fetch;

import dev.baton.scraper.Answer;
import dev.baton.scraper.PageUrls;
import dev.baton.scraper.fetch.LinkExtractor.Links;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Response;
import okio.BufferedSource;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/// Turns a response into an [Answer]. Reads from the network, so it runs off the loop; it closes
/// nothing.
final class AnswerReader {
  /// The largest page that is read, in bytes, as it was sent and unpacked.
  static final int MAX_BODY = 10 * 1024 * 1024;

  /// How much is read of what is not parsed, in bytes. A connection whose answer was read to the
  /// end can be used again, and an answer that breaks off is noticed; more than this is not worth
  /// it.
  static final int MAX_SKIM = 64 * 1024;

  /// The longest title that is kept, in characters.
  static final int MAX_TITLE = 1_000;

  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private AnswerReader() {}

  static Answer read(Response response) throws IOException {
    if (REDIRECTS.contains(response.code())) {
      return redirect(response);
    }
    if (!response.isSuccessful() || !isHtml(response.body().contentType())) {
      response.body().source().request(MAX_SKIM);
      return new Answer.StatusOnly(response.code());
    }
    return html(response);
  }

  private static Answer redirect(Response response) {
    String location = response.header("Location");
    if (location == null) {
      return new Answer.Failed(response.code(), "a redirect without a Location header");
    }
    Optional<HttpUrl> target = PageUrls.resolve(response.request().url(), location);
    if (target.isEmpty()) {
      return new Answer.Failed(
          response.code(),
          "a redirect to what is no web page: \"" + Text.shortened(location, 200) + "\"");
    }
    return new Answer.Redirect(response.code(), target.get());
  }

  private static boolean isHtml(MediaType type) {
    if (type == null) {
      return false;
    }
    String name = type.type() + "/" + type.subtype();
    return name.equals("text/html") || name.equals("application/xhtml+xml");
  }

  private static Answer html(Response response) throws IOException {
    HttpUrl url = response.request().url();
    Document document =
        parse(ContentEncoding.of(response).undo(body(response), MAX_BODY), response);
    Links links =
        LinkExtractor.links(document, url, Optional.ofNullable(response.header("Refresh")));
    return new Answer.Html(response.code(), title(document), links.urls(), links.complete());
  }

  /// The body as it was sent, and no more of it than to the limit.
  private static byte[] body(Response response) throws IOException {
    BufferedSource body = response.body().source();
    if (response.body().contentLength() > MAX_BODY || body.request(MAX_BODY + 1L)) {
      throw Unpacker.tooLarge(MAX_BODY);
    }
    return body.readByteArray();
  }

  /// The charset of the header counts, unless the page begins with a byte order mark; without
  /// either, the one that the page names.
  private static Document parse(byte[] page, Response response) throws IOException {
    Charset charset = response.body().contentType().charset();
    return Jsoup.parse(
        new ByteArrayInputStream(page),
        charset == null ? null : charset.name(),
        response.request().url().toString());
  }

  private static String title(Document document) {
    String title = document.title();
    return title.isEmpty() ? null : Text.shortened(title, MAX_TITLE);
  }
}
