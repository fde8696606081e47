package dev.baton.jobs.handlers;

import dev.baton.Completer;
import dev.baton.Suspends;
import dev.baton.net.DirectSockets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;

/// Sends requests with OkHttp: its threads wait for the answers, the loop's tasks wait for them.
///
/// What is sent is one request on the wire, and one answer or one failure: OkHttp follows no
/// redirect, repeats nothing, uses no proxy that it was not told of, and keeps no time. How many
/// run at once, for how long, and whether to ask again is for the tasks to say.
final class OkHttpCalls implements AutoCloseable {
  /// What is needed of an answer; its body is not read.
  ///
  /// @param retryAfter null if it has no such header
  record Answer(int status, String retryAfter) {
    private static Answer of(Response response) {
      return new Answer(response.code(), response.header("Retry-After"));
    }
  }

  /// OkHttp cannot close a body of negative length. It does close the connection of a failure.
  private static final class NegativeLengthException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Answer answer;

    NegativeLengthException(Answer answer) {
      super("the length of the body is negative");
      this.answer = answer;
    }
  }

  /// Connections that are kept for the next request, and for how long. A server may close one at
  /// any time, and a request that crosses with that has failed. It must not be sent again within
  /// its attempt, since nobody knows whether it arrived. So connections are kept for less time than
  /// servers keep them, of which the most impatient in use close them after 2 seconds.
  private static final int MAX_IDLE = 1000;

  private static final Duration MAX_IDLE_TIME = Duration.ofSeconds(1);

  /// Added to a status, makes one that means nothing to OkHttp.
  private static final int HIDDEN = 1000;

  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(
          Thread.ofVirtual()
              .name("http-", 1)
              // What OkHttp did not expect it tells the callback, and then throws it: it was heard.
              .uncaughtExceptionHandler((_, _) -> {})
              .factory());
  private final OkHttpClient client = client(threads);

  OkHttpCalls() {
    try {
      threads.submit(OkHttpCalls::openFirstSocket).get();
    } catch (ExecutionException noSocket) {
      // the first request says what is wrong
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  /// Loads what the JDK needs for sockets on such threads. Some of it opens files, and where it
  /// fails for lack of them once, it fails for ever.
  private static Void openFirstSocket() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new DirectSockets().createSocket()) {
      client.connect(server.getLocalSocketAddress());
      client.setSoTimeout(1);
      client.getInputStream().read(); // waits in vain, for a millisecond
    } catch (SocketTimeoutException asIntended) {
      // it can wait
    }
    return null;
  }

  private static OkHttpClient client(ExecutorService threads) {
    Dispatcher dispatcher = new Dispatcher(threads);
    dispatcher.setMaxRequests(Integer.MAX_VALUE);
    dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
    return new OkHttpClient.Builder()
        .dispatcher(dispatcher)
        .connectionPool(
            new ConnectionPool(MAX_IDLE, MAX_IDLE_TIME.toMillis(), TimeUnit.MILLISECONDS))
        .protocols(List.of(Protocol.HTTP_1_1))
        .proxy(Proxy.NO_PROXY)
        .socketFactory(new DirectSockets())
        .followRedirects(false)
        .retryOnConnectionFailure(false)
        // one clock is enough, and it is the loop's: a timeout cancels the call
        .connectTimeout(Duration.ZERO)
        .readTimeout(Duration.ZERO)
        .writeTimeout(Duration.ZERO)
        .addInterceptor(chain -> withStatus(chain, -HIDDEN))
        .addNetworkInterceptor(chain -> withStatus(chain, HIDDEN))
        .addNetworkInterceptor(OkHttpCalls::endConnectionOfHttp10)
        .addNetworkInterceptor(OkHttpCalls::refuseNegativeLength)
        .build();
  }

  /// A server that speaks HTTP/1.0 closes each connection behind its answer, unless it says
  /// otherwise, and OkHttp would use it again all the same. Of an answer only the head is needed.
  private static Response endConnectionOfHttp10(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    if (response.protocol() == Protocol.HTTP_1_0
        && !"keep-alive".equalsIgnoreCase(response.header("Connection"))) {
      chain.connection().socket().close();
    }
    return response;
  }

  private static Response refuseNegativeLength(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    if (response.body().contentLength() < -1) {
      throw new NegativeLengthException(Answer.of(response));
    }
    return response;
  }

  /// OkHttp would ask again after `503` with `Retry-After: 0`, and fail after `407`.
  private static Response withStatus(Interceptor.Chain chain, int added) throws IOException {
    Response response = chain.proceed(chain.request());
    return response.newBuilder().code(response.code() + added).build();
  }

  /// Sends a request and waits for the head of its answer. If the task is cancelled, by its time
  /// limit or from outside, so is the request.
  ///
  /// @throws IOException if there is no answer
  @Suspends
  Answer send(Request request) throws IOException {
    Call call = client.newCall(request);
    Completer<Answer> answer =
        Completer.open(request.method() + " to " + request.url().host(), call::cancel);
    call.enqueue(new Delivery(answer));
    return answer.future().awaitThrowing(IOException.class);
  }

  /// On OkHttp's threads.
  private record Delivery(Completer<Answer> answer) implements Callback {
    @Override
    public void onResponse(Call call, Response response) {
      response.close();
      answer.succeed(Answer.of(response));
    }

    @Override
    public void onFailure(Call call, IOException failure) {
      if (failure instanceof NegativeLengthException negative) {
        answer.succeed(negative.answer);
      } else {
        answer.fail(inside(failure));
      }
    }

    /// OkHttp makes of an [Error], which is no failure of a connection, one that looks like it.
    private static Throwable inside(IOException failure) {
      return Stream.of(failure.getSuppressed())
          .filter(Error.class::isInstance)
          .findFirst()
          .orElse(failure);
    }
  }

  /// For the test of what every client over OkHttp has to keep.
  OkHttpClient client() {
    return client;
  }

  /// Cancels what is under way.
  @Override
  public void close() {
    client.dispatcher().cancelAll();
    threads.shutdownNow();
    client.connectionPool().evictAll();
  }
}
