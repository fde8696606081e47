package dev.baton.feed.watch;

import dev.baton.Completer;
import dev.baton.Suspends;
import dev.baton.feed.protocol.BadMessageException;
import dev.baton.feed.protocol.Limits;
import dev.baton.net.DirectSockets;
import dev.baton.net.http.RetryAfter;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;

/// Asks a server over HTTP, with OkHttp: its threads ask and read, the loop's tasks wait.
///
/// It asks once and follows nothing; the time limit and further tries are its user's.
final class FeedHttp implements AutoCloseable {
  /// Makes something of an answer, on a thread of OkHttp's.
  interface Reader<T> {
    /// @throws IOException if it cannot be read
    T read(int status, String body) throws IOException;
  }

  /// Added to a status, makes one that means nothing to OkHttp.
  private static final int HIDDEN = 1000;

  private static final String NOT_HTTP = "its answer breaks off, or is no good HTTP";

  private final Access access;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(
          Thread.ofVirtual()
              .name("http-", 1)
              // What OkHttp did not expect it tells the callback, and then throws it: it was heard.
              .uncaughtExceptionHandler((_, _) -> {})
              .factory());
  private final OkHttpClient client;

  FeedHttp(Access access) {
    this.access = access;
    Dispatcher dispatcher = new Dispatcher(threads);
    // what waits in OkHttp's own queue would use up its time limit there, unasked
    dispatcher.setMaxRequests(Integer.MAX_VALUE);
    dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
    OkHttpClient.Builder builder = new OkHttpClient.Builder();
    access
        .trust()
        .ifPresentOrElse(
            trust ->
                builder
                    .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS))
                    .sslSocketFactory(trust.context().getSocketFactory(), trust.manager()),
            // to make ready for TLS takes a second
            () -> builder.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT)));
    client =
        builder
            .dispatcher(dispatcher)
            .protocols(List.of(Protocol.HTTP_1_1))
            .proxy(Proxy.NO_PROXY)
            .socketFactory(new DirectSockets())
            // closed before the server closes it: one that is closed under a request fails it
            .connectionPool(new ConnectionPool(1, 10, TimeUnit.SECONDS))
            .followRedirects(false)
            .retryOnConnectionFailure(false)
            // one clock is enough, and it is the loop's: a timeout cancels the call
            .connectTimeout(Duration.ZERO)
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .addInterceptor(chain -> withStatus(chain, -HIDDEN))
            .addNetworkInterceptor(chain -> withStatus(chain, HIDDEN))
            .addNetworkInterceptor(FeedHttp::refuseNegativeLength)
            .build();
    threads.execute(FeedHttp::loadClasses);
  }

  /// That takes most of a second the first time: not on the loop.
  private static void loadClasses() {
    new Request.Builder().url("http://localhost/").build();
  }

  /// OkHttp would ask again after `503` with `Retry-After: 0`, and fail after `407`.
  private static Response withStatus(Interceptor.Chain chain, int added) throws IOException {
    Response response = chain.proceed(chain.request());
    return response.newBuilder().code(response.code() + added).build();
  }

  /// OkHttp cannot close a body of negative length. It does close the connection of a failure.
  private static Response refuseNegativeLength(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    if (response.body().contentLength() < -1) {
      throw new ProtocolException("the length of the body is negative");
    }
    return response;
  }

  /// Sends one GET.
  ///
  /// @param port that of the feed, but with servers of version 0.1
  /// @param query encoded; null if there is none
  /// @throws BusyException if it should be asked again later
  /// @throws IOException if there was no answer, or none that can be read
  @Suspends
  <T> T get(int port, String path, String query, Reader<T> reader) throws IOException {
    HttpUrl url =
        new HttpUrl.Builder()
            .scheme(access.url().secure() ? "https" : "http")
            .host(access.url().host())
            .port(port)
            .encodedPath(path)
            .encodedQuery(query)
            .build();
    Request.Builder request = new Request.Builder().url(url);
    access.token().ifPresent(token -> request.header("Authorization", token.authorization()));
    Call call = client.newCall(request.build());
    Completer<T> answer = Completer.open("GET " + url, call::cancel);
    call.enqueue(new Delivery<>(answer, reader));
    return answer.future().awaitThrowing(IOException.class);
  }

  /// For the test of what every client over OkHttp has to keep.
  OkHttpClient okHttp() {
    return client;
  }

  /// Cancels what is under way.
  @Override
  public void close() {
    client.dispatcher().cancelAll();
    threads.shutdownNow();
    client.connectionPool().evictAll();
  }

  // --- on OkHttp's threads

  private record Delivery<T>(Completer<T> answer, Reader<T> reader) implements Callback {
    @Override
    public void onResponse(Call call, Response response) {
      T read;
      try {
        read = read(response, reader);
      } catch (IOException | RuntimeException | Error e) { // a task waits: it has to hear of it
        response.close();
        answer.fail(explained(e));
        return;
      }
      response.close();
      answer.succeed(read);
    }

    /// In our words, not in OkHttp's.
    private static Throwable explained(Throwable failure) {
      return switch (failure) {
        case BadMessageException ours -> ours;
        case BusyException ours -> ours;
        case Error error -> error;
        case DeniedException ours -> ours;
        case RefusedException ours -> ours;
        case ConnectException e -> new IOException("nothing answers there", e);
        case ProtocolException e -> new IOException(NOT_HTTP, e);
        case RuntimeException e -> new IOException(NOT_HTTP, e);
        default -> new IOException("the connection was lost", failure);
      };
    }

    @Override
    public void onFailure(Call call, IOException e) {
      answer.fail(explained(e));
    }
  }

  private static <T> T read(Response response, Reader<T> reader) throws IOException {
    int status = response.code();
    if (status == 429 || status >= 500) {
      throw new BusyException(status, retryAfter(response));
    }
    return reader.read(status, text(response.body().source()));
  }

  private static String text(BufferedSource body) throws IOException {
    if (body.request(Limits.HISTORY_BYTES + 1L)) {
      throw new BadMessageException("its answer is longer than " + Limits.HISTORY_BYTES + " bytes");
    }
    return body.readUtf8();
  }

  private static Duration retryAfter(Response response) {
    return RetryAfter.parse(response.header("Retry-After"), Instant.now()).orElse(Duration.ZERO);
  }
}
