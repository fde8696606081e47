package dev.baton.scraper.fetch;

import dev.baton.scraper.Answer;
import dev.baton.scraper.Problem;
import dev.baton.scraper.url.PageUrls;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.Response;

/// Turns a response into an [Answer]. Reads from the network, so it runs off the loop; it closes
/// nothing.
final class AnswerReader {
  /// The largest page that is read, in bytes, as it was sent and unpacked.
  static final int MAX_BODY = 10 * 1024 * 1024;

  /// How much is read of what is not used, in bytes. A connection whose answer was read to the end
  /// can be used again, and an answer that breaks off is noticed; more than this is not worth it.
  static final int MAX_SKIM = 64 * 1024;

  /// The most that is kept of a header, in characters.
  private static final int MAX_HEADER = 200;

  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  /// These have no body: "no content" and "reset content".
  private static final Set<Integer> EMPTY = Set.of(204, 205);

  private AnswerReader() {}

  /// Makes an answer of a body.
  interface BodyReader {
    Answer read(Response response) throws IOException;
  }

  /// @param body for a response that has what was asked for
  static Answer read(Response response, BodyReader body) throws IOException {
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
      return new Answer.StatusOnly(response.code(), header(response, "Retry-After"));
    }
    return body.read(response);
  }

  static void skim(Response response) throws IOException {
    response.body().source().request(MAX_SKIM);
  }

  /// A header as it can be kept; null if there is none.
  static String header(Response response, String name) {
    String text = String.join(", ", response.headers(name));
    return text.isBlank() ? null : Text.shortened(text.strip(), MAX_HEADER);
  }

  private static Answer redirect(Response response) {
    String location = response.header("Location");
    if (location == null) {
      return new Answer.Failed(
          response.code(), Problem.BAD_ANSWER, "a redirect without a Location header");
    }
    if (location.length() > PageUrls.MAX_LENGTH) {
      return new Answer.Failed(
          response.code(),
          Problem.BAD_ANSWER,
          "a redirect to a URL of more than " + PageUrls.MAX_LENGTH + " characters");
    }
    Optional<HttpUrl> target = PageUrls.resolve(response.request().url(), location);
    if (target.isEmpty()) {
      return new Answer.Failed(
          response.code(),
          Problem.BAD_ANSWER,
          "a redirect to what is no web page: \"" + Text.shortened(location, MAX_HEADER) + "\"");
    }
    return new Answer.Redirect(response.code(), target.get());
  }
}
