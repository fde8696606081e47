package dev.baton.scraper.fetch;

import dev.baton.Completer;
import dev.baton.Suspends;
import dev.baton.scraper.Answer;
import dev.baton.scraper.Fetcher;
import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/// Gets pages with OkHttp: its threads ask, read and parse, the loop's tasks wait.
///
/// ```
///   task            loop              OkHttp's thread
///    | fetch          |                  |
///    |--- enqueue ----|----------------->| ask, read, parse, close
///    |    (waits)     |<-- Completer ----| answer
///    |<---------------|                  |
///    |  cancelled:    |                  |
///    |--- cancel -----|----------------->| the socket is closed, so it stops
/// ```
///
/// The response never leaves OkHttp's thread: it is closed there before the loop hears of it. So
/// nothing stays open when the answer comes too late, because it holds nothing that could.
///
/// Each fetch is one request: OkHttp follows no redirect, repeats none because of its status, and
/// lets none wait for another. How many run at once, and for how long, is for the tasks to say.
/// There is one exception: a request on a kept connection that the server has closed meanwhile is
/// sent again on another, as browsers do. Without that, pages of servers that close early would be
/// lost.
public final class HttpFetcher implements Fetcher, AutoCloseable {
  /// A connection that was idle for longer is closed.
  private static final Duration MAX_IDLE = Duration.ofSeconds(30);

  /// How long to wait at the end for threads whose calls were cancelled.
  private static final Duration MAX_CLOSING = Duration.ofSeconds(2);

  private final ExecutorService threads;
  private final OkHttpClient client;
  private final String agent;

  /// @param connections how many requests there are at once
  /// @param agent who asks, such as `baton-scraper/1.0`
  public HttpFetcher(int connections, String agent) {
    this.agent = agent;
    this.threads = Executors.newThreadPerTaskExecutor(threadFactory());
    this.client = client(threads, connections);
    new FirstCall().enqueue(client.newCall(request(HttpUrl.get("http://localhost/"))));
  }

  @Override
  @Suspends
  public Answer fetch(HttpUrl url) {
    Call call = client.newCall(request(url));
    Completer<Answer> answer = Completer.open("GET " + url, call::cancel);
    call.enqueue(new Delivery(answer));
    return answer.future().awaitThrowing(RuntimeException.class);
  }

  private Request request(HttpUrl url) {
    return new Request.Builder()
        .url(url)
        .header("User-Agent", agent)
        .header("Accept", "text/html, application/xhtml+xml;q=0.9, */*;q=0.1")
        .build();
  }

  /// For tests.
  OkHttpClient client() {
    return client;
  }

  /// Cancels what is under way and closes every connection. Blocks: to be called when the loop has
  /// ended.
  @Override
  public void close() {
    client.dispatcher().cancelAll();
    threads.shutdown();
    try {
      threads.awaitTermination(MAX_CLOSING.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    client.connectionPool().evictAll();
  }

  private static ThreadFactory threadFactory() {
    return Thread.ofVirtual()
        .name("http-", 1)
        // What OkHttp did not expect it tells the callback, and then throws it: it was heard.
        .uncaughtExceptionHandler((_, _) -> {})
        .factory();
  }

  private static OkHttpClient client(ExecutorService threads, int connections) {
    Dispatcher dispatcher = new Dispatcher(threads);
    // OkHttp's own queue has no time limit and no cancellation that we see: nothing may wait there.
    dispatcher.setMaxRequests(Integer.MAX_VALUE);
    dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
    return new OkHttpClient.Builder()
        .dispatcher(dispatcher)
        .connectionPool(new ConnectionPool(connections, MAX_IDLE.toMillis(), TimeUnit.MILLISECONDS))
        .proxy(Proxy.NO_PROXY)
        .followRedirects(false)
        .followSslRedirects(false)
        // One clock is enough, and it is the loop's: Async.timeout cancels the call.
        .connectTimeout(Duration.ZERO)
        .readTimeout(Duration.ZERO)
        .writeTimeout(Duration.ZERO)
        .addNetworkInterceptor(HttpFetcher::calm)
        .build();
  }

  /// OkHttp answers `408`, and `503` with `Retry-After: 0`, by asking again at once, and fails with
  /// a NumberFormatException where an int cannot hold the number. With a wait of a second it leaves
  /// the answer to us.
  private static Response calm(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    return switch (response.code()) {
      case 408, 503 -> response.newBuilder().header("Retry-After", "1").build();
      default -> response;
    };
  }

  /// Runs on OkHttp's thread.
  private record Delivery(Completer<Answer> answer) implements Callback {
    @Override
    public void onResponse(Call call, Response response) {
      answer.succeed(read(response));
    }

    private static Answer read(Response response) {
      try (response) {
        return AnswerReader.read(response);
      } catch (IOException e) {
        return new Answer.Failed(0, FetchErrors.text(e));
      } catch (Throwable e) { // a task waits: whatever happens here, it has to hear of it
        return new Answer.Failed(0, "the page could not be read: " + e);
      }
    }

    @Override
    public void onFailure(Call call, IOException e) {
      answer.succeed(new Answer.Failed(0, FetchErrors.text(e)));
    }
  }

  /// The first call loads some hundred classes, which would hold the loop up. This one is made
  /// before there is a loop, and cancelled before it begins, so that it asks nobody.
  private record FirstCall() implements Callback {
    void enqueue(Call call) {
      call.cancel();
      call.enqueue(this);
    }

    @Override
    public void onResponse(Call call, Response response) {
      response.close();
    }

    @Override
    public void onFailure(Call call, IOException cancelled) {
      // as it was asked to
    }
  }
}
