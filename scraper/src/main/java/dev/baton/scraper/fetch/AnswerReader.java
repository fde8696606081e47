package dev.baton.scraper.fetch;

import dev.baton.net.http.RetryAfter;
import dev.baton.scraper.Answer;
import dev.baton.scraper.Problem;
import dev.baton.scraper.url.PageUrls;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.Response;
import okio.BufferedSource;

/// Turns a response into an [Answer]. Reads from the network, so it runs off the loop; it closes
/// nothing.
final class AnswerReader {
  /// The largest page that is read, in bytes, as it was sent and unpacked.
  static final int MAX_BODY = 10 * 1024 * 1024;

  /// How much is read of what is not used, in bytes. A connection whose answer was read to the end
  /// can be used again, and an answer that breaks off is noticed; more than this is not worth it.
  static final int MAX_SKIM = 64 * 1024;

  /// How long that may take: an answer that drips must not use up the time that a page has.
  static final Duration MAX_SKIM_TIME = Duration.ofMillis(500);

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
    if (isStatusOnly(response)) {
      skimQuietly(response);
      return statusOnly(response);
    }
    Optional<String> problem = Framing.problem(response);
    if (problem.isPresent()) {
      throw FetchErrors.notHttp(response.code(), problem.get());
    }
    return REDIRECTS.contains(response.code()) ? redirect(response) : body.read(response);
  }

  /// Whether its head says all that counts, whatever its body is.
  static boolean isStatusOnly(Response response) {
    int status = response.code();
    return EMPTY.contains(status) || !response.isSuccessful() && !REDIRECTS.contains(status);
  }

  /// Reads its head. What it says of a wait is in seconds, if they can be known.
  static Answer.StatusOnly statusOnly(Response response) {
    return new Answer.StatusOnly(response.code(), retryAfter(response));
  }

  /// A date is compared with the server's own clock, if it tells the time: ours may be ahead, and
  /// the host would be asked too early.
  private static String retryAfter(Response response) {
    String retryAfter = header(response, "Retry-After");
    Date clock = response.headers().getDate("Date");
    return clock == null
        ? retryAfter
        : RetryAfter.parse(retryAfter, clock.toInstant())
            .map(wait -> String.valueOf(wait.toSeconds()))
            .orElse(retryAfter);
  }

  /// Where a body breaks off or has no end that makes sense, its connection is closed. A host that
  /// asks to be left alone may be one that can do no better.
  private static void skimQuietly(Response response) {
    try {
      skim(response);
    } catch (IOException broken) {
      // the status has come
    }
  }

  /// Reads what is not used, but neither much nor for long.
  ///
  /// @throws IOException if it breaks off meanwhile
  static void skim(Response response) throws IOException {
    BufferedSource body = response.body().source();
    body.timeout().deadline(MAX_SKIM_TIME.toMillis(), TimeUnit.MILLISECONDS);
    try {
      body.request(MAX_SKIM);
    } catch (InterruptedIOException slow) {
      // that has closed the connection
    }
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
