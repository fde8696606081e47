package dev.baton.scraper.fetch;

import dev.baton.Suspends;
import dev.baton.scraper.Answer;
import dev.baton.scraper.Fetcher;
import dev.baton.scraper.Problem;
import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;

/// Gets pages by HTTP. Each fetch is one request, with one exception: what was asked on a kept
/// connection that the server has closed meanwhile is asked once more, as browsers do. Without
/// that, pages of servers that close early would be lost.
public final class HttpFetcher implements Fetcher, AutoCloseable {
  private final OkHttpCalls calls;
  private final FetchSettings settings;

  public HttpFetcher(FetchSettings settings) {
    this.calls = new OkHttpCalls(settings.connections());
    this.settings = settings;
  }

  @Override
  @Suspends
  public Answer fetch(HttpUrl url) {
    try {
      return ask(url);
    } catch (BadAnswerException e) {
      return new Answer.Failed(e.status(), Problem.BAD_ANSWER, FetchErrors.text(e));
    } catch (IOException e) {
      return new Answer.Failed(0, Problem.NO_ANSWER, FetchErrors.text(e));
    }
  }

  @Override
  @Suspends
  public Answer download(HttpUrl url, int most) {
    return new Answer.Failed(0, Problem.BAD_ANSWER, "not yet");
  }

  @Suspends
  private Answer ask(HttpUrl url) throws IOException {
    Request request = request(url);
    try {
      return calls.send(request, HttpFetcher::read);
    } catch (StaleConnectionException closed) {
      return calls.sendAnew(request, HttpFetcher::read);
    }
  }

  private Request request(HttpUrl url) {
    return new Request.Builder()
        .url(url)
        .header("User-Agent", settings.agent())
        .header("Accept", "text/html, application/xhtml+xml;q=0.9, */*;q=0.1")
        // so that OkHttp leaves the body as it came
        .header("Accept-Encoding", ContentEncoding.ACCEPTED)
        .build();
  }

  /// Runs on OkHttp's thread. A page that has brought the parser down is a failed page.
  private static Answer read(Response response) {
    try {
      return AnswerReader.read(response);
    } catch (IOException e) {
      return new Answer.Failed(response.code(), Problem.BAD_ANSWER, FetchErrors.text(e));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return new Answer.Failed(
          response.code(), Problem.BAD_ANSWER, "the page is too large or too deep to be parsed");
    }
  }

  /// For tests.
  OkHttpCalls calls() {
    return calls;
  }

  /// Cancels what is under way and closes every connection. Blocks: to be called when the loop has
  /// ended.
  @Override
  public void close() {
    calls.close();
  }
}
