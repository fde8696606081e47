package dev.baton.scraper.fetch;

import dev.baton.Completer;
import dev.baton.Suspends;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
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
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;

/// Sends requests with OkHttp: its threads ask and read, the loop's tasks wait.
///
/// ```text
///   task            loop              OkHttp's thread
///    | send           |                  |
///    |--- enqueue ----|----------------->| ask, read, close
///    |    (waits)     |<-- Completer ----| succeed or fail
///    |<---------------|                  |
///    |  cancelled:    |                  |
///    |--- cancel -----|----------------->| the socket is closed, so it stops
/// ```
///
/// The response never leaves OkHttp's thread: it is closed there before the loop hears of it. So
/// nothing stays open when the answer comes too late, because it holds nothing that could.
///
/// What is sent is one request on the wire, and one answer or one failure: OkHttp follows no
/// redirect, repeats nothing, and lets no request wait for another. Where a host has several
/// addresses, it may connect to two at once, and sends the request on the first that is there. How
/// many run at once, for how long, and whether to ask again is for the tasks to say.
final class OkHttpCalls implements AutoCloseable {
  /// A connection that was idle for longer is closed.
  private static final Duration MAX_IDLE = Duration.ofSeconds(30);

  /// How long to wait at the end for threads whose calls were cancelled.
  private static final Duration MAX_CLOSING = Duration.ofSeconds(2);

  /// What is added to a status to hide it from OkHttp.
  private static final int HIDDEN = 1_000;

  private final ExecutorService threads = Executors.newCachedThreadPool(threadFactory());
  private final OkHttpClient client;

  /// Uses no connection a second time.
  private final OkHttpClient unpooled;

  private final AddressGuard guard;

  OkHttpCalls(FetchSettings settings) {
    Consents consents = settings.consents();
    HttpUrl proxy = settings.proxy();
    this.guard = new AddressGuard(proxy == null ? consents : consents.withUrl(proxy));
    this.client = client(threads, settings, guard);
    this.unpooled =
        client.newBuilder().connectionPool(new ConnectionPool(0, 1, TimeUnit.NANOSECONDS)).build();
  }

  /// Makes a result of a response, on OkHttp's thread; closes nothing.
  interface Reader<T> {
    T read(Response response) throws IOException;
  }

  /// Sends a request and waits until its answer was read. If the task is cancelled meanwhile, so is
  /// the request.
  ///
  /// @throws StaleConnectionException if the server had closed the connection that it was sent on
  /// @throws IOException if no answer came for another reason, or the reader's
  @Suspends
  <T> T send(Request request, Reader<T> reader) throws IOException {
    return send(client, request, reader);
  }

  /// The same on a connection of its own, which cannot be stale.
  @Suspends
  <T> T sendAnew(Request request, Reader<T> reader) throws IOException {
    return send(unpooled, request, reader);
  }

  @Suspends
  private <T> T send(OkHttpClient client, Request request, Reader<T> reader) throws IOException {
    guard.check(request.url());
    KeptConnection kept = new KeptConnection();
    Call call = client.newCall(request.newBuilder().tag(KeptConnection.class, kept).build());
    Completer<T> result = Completer.open(request.method() + " " + request.url(), call::cancel);
    call.enqueue(new Delivery<>(result, reader, kept));
    return result.future().awaitThrowing(IOException.class);
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

  /// Platform threads, because there are never many: a request has a permit. Virtual ones share a
  /// carrier a core with the parsers and with the JDK's poller, which costs each answer 2 ms where
  /// 800 come in a second.
  private static ThreadFactory threadFactory() {
    return Thread.ofPlatform()
        .daemon()
        .name("http-", 1)
        // What OkHttp did not expect it tells the callback, and then throws it: it was heard.
        .uncaughtExceptionHandler((_, _) -> {})
        .factory();
  }

  private static OkHttpClient client(
      ExecutorService threads, FetchSettings settings, AddressGuard guard) {
    Dispatcher dispatcher = new Dispatcher(threads);
    // OkHttp's own queue has no time limit and no cancellation that we see: nothing may wait there.
    dispatcher.setMaxRequests(Integer.MAX_VALUE);
    dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
    GuardedDns dns = new GuardedDns(settings.resolver(), guard, settings.proxy());
    return new OkHttpClient.Builder()
        .dispatcher(dispatcher)
        .connectionPool(
            new ConnectionPool(settings.connections(), MAX_IDLE.toMillis(), TimeUnit.MILLISECONDS))
        // Our limits count the bytes of one answer on one thread: HTTP/2 mixes answers.
        .protocols(List.of(Protocol.HTTP_1_1))
        .proxy(proxy(settings.proxy()))
        .dns(dns)
        .addInterceptor(OkHttpCalls::countAnew)
        .addInterceptor(dns::note)
        .addInterceptor(OkHttpCalls::acceptEncodings)
        .socketFactory(new CountedSockets(guard))
        .followRedirects(false)
        .retryOnConnectionFailure(false)
        // One clock is enough, and it is the loop's: Async.timeout cancels the call.
        .connectTimeout(Duration.ZERO)
        .readTimeout(Duration.ZERO)
        .writeTimeout(Duration.ZERO)
        .addInterceptor(chain -> withStatus(chain, -HIDDEN))
        .addNetworkInterceptor(chain -> withStatus(chain, HIDDEN))
        .addNetworkInterceptor(OkHttpCalls::refuseNegativeLength)
        .eventListenerFactory(call -> call.request().tag(KeptConnection.class))
        .build();
  }

  private static Proxy proxy(HttpUrl url) {
    return url == null
        ? Proxy.NO_PROXY
        : new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(url.host(), url.port()));
  }

  /// The first thing that runs on the call's thread.
  private static Response countAnew(Interceptor.Chain chain) throws IOException {
    CountedSockets.begin();
    return chain.proceed(chain.request());
  }

  /// So that OkHttp leaves bodies as they came. Here because the first look for what can be undone
  /// may load a library, which the loop must not wait for.
  private static Response acceptEncodings(Interceptor.Chain chain) throws IOException {
    Request request = chain.request();
    return chain.proceed(
        request
            .newBuilder()
            .header("Accept-Encoding", ContentEncoding.accepted(request.url()))
            .build());
  }

  /// OkHttp acts on statuses: it asks again after `503` with `Retry-After: 0`, throws if the number
  /// there is no int, and takes `407` from a server that is no proxy for a failure. So what decides
  /// that sees another status, which means nothing.
  private static Response withStatus(Interceptor.Chain chain, int added) throws IOException {
    Response response = chain.proceed(chain.request());
    return response.newBuilder().code(response.code() + added).build();
  }

  /// OkHttp cannot close a body of negative length. It does close the connection of a failure.
  private static Response refuseNegativeLength(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    if (response.body().contentLength() < -1) {
      BadAnswerException bad =
          FetchErrors.notHttp(response.code(), Framing.problem(response).orElseThrow());
      throw AnswerReader.isStatusOnly(response) ? bad.with(AnswerReader.statusOnly(response)) : bad;
    }
    return response;
  }

  /// Runs on OkHttp's thread.
  private record Delivery<T>(Completer<T> result, Reader<T> reader, KeptConnection kept)
      implements Callback {
    @Override
    public void onResponse(Call call, Response response) {
      T read;
      try {
        read = reader.read(response);
      } catch (Throwable e) { // a task waits: whatever happens here, it has to hear of it
        response.close();
        result.fail(e);
        return;
      }
      response.close();
      result.succeed(read);
    }

    @Override
    public void onFailure(Call call, IOException e) {
      result.fail(kept.explain(e));
    }
  }
}
