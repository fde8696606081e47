package dev.baton.scraper.fetch;

import dev.baton.Suspends;
import dev.baton.program.Shortage;
import dev.baton.scraper.Answer;
import dev.baton.scraper.Fetcher;
import dev.baton.scraper.Problem;
import dev.baton.scraper.ShortageException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;

/// Gets pages by HTTP. Each fetch is one request, with one exception: what was asked on a kept
/// connection that the server has closed meanwhile is asked once more, as browsers do (RFC 9110,
/// section 9.2.2). The server has seen nothing of the first request then. Without that, pages of
/// servers that close early would be lost. A server that does so twice is asked on a new connection
/// each time.
///
/// It keeps no cookies: what a server sets is forgotten. A crawl that is logged in brings its
/// cookie along, in [Credentials].
///
/// Through a proxy it is the proxy that resolves names, so it is the proxy that has to keep the
/// crawl from private addresses. Hosts that are addresses are checked here all the same.
public final class HttpFetcher implements Fetcher, AutoCloseable {
  private static final String PAGES = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1";
  private static final String ANYTHING = "*/*";

  /// Of a host that has closed so many kept connections before a request came, none is used again.
  private static final int MOST_CLOSED = 2;

  private final OkHttpCalls calls;
  private final FetchSettings settings;
  private int sentTwice;

  /// How often a kept connection of a host was closed before a request.
  private final Map<Origin, Integer> closed = new HashMap<>();

  public HttpFetcher(FetchSettings settings) {
    this.calls = new OkHttpCalls(settings);
    this.settings = settings;
  }

  @Override
  @Suspends
  public Answer fetch(HttpUrl url, Runnable again) {
    return ask(request(url, PAGES), PageReader::read, again);
  }

  @Override
  @Suspends
  public Answer download(HttpUrl url, int most, Runnable again) {
    return ask(request(url, ANYTHING), new ByteReader(most), again);
  }

  /// How often a request was sent once more, because the connection of the first was closed.
  public int sentTwice() {
    return sentTwice;
  }

  @Suspends
  private Answer ask(Request request, AnswerReader.BodyReader body, Runnable again) {
    try {
      return send(request, response -> read(response, body), again);
    } catch (BadAnswerException e) {
      return e.head().orElseGet(() -> failed(e.status(), e));
    } catch (IOException e) {
      throwShortage(e);
      return failed(0, e);
    } catch (OutOfMemoryError e) { // no thread could be started for the request
      throwShortage(e);
      throw e;
    }
  }

  private static void throwShortage(Throwable failure) {
    Optional<Shortage> shortage = Shortage.in(failure);
    if (shortage.isPresent()) {
      throw new ShortageException(shortage.get());
    }
  }

  private Answer failed(int status, IOException failure) {
    return new Answer.Failed(status, FetchErrors.problem(failure), text(failure));
  }

  @Suspends
  private Answer send(Request request, OkHttpCalls.Reader<Answer> reader, Runnable again)
      throws IOException {
    Origin host = Origin.of(request.url());
    if (closed.getOrDefault(host, 0) < MOST_CLOSED) {
      try {
        return calls.send(request, reader);
      } catch (StaleConnectionException early) {
        closed.merge(host, 1, Integer::sum);
        sentTwice++;
        again.run();
      }
    }
    return calls.sendAnew(request, reader);
  }

  private Request request(HttpUrl url, String accept) {
    Request.Builder request =
        new Request.Builder()
            .url(url)
            .header("User-Agent", settings.agent())
            .header("Accept", accept);
    settings.credentials().addTo(request, url);
    return request.build();
  }

  /// Runs on OkHttp's thread. A page that has brought the parser down is a failed page.
  private static Answer read(Response response, AnswerReader.BodyReader body) {
    try {
      return AnswerReader.read(response, body);
    } catch (IOException e) {
      return new Answer.Failed(response.code(), FetchErrors.problem(e), FetchErrors.text(e));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return new Answer.Failed(
          response.code(), Problem.BAD_ANSWER, "the page is too large or too deep to be parsed");
    }
  }

  private String text(IOException e) {
    return settings.proxy() == null ? FetchErrors.text(e) : FetchErrors.textThroughProxy(e);
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
