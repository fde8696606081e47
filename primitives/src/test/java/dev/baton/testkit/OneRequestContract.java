package dev.baton.testkit;

import static dev.baton.testkit.CountingServer.CLOSE;
import static dev.baton.testkit.CountingServer.HALF_CLOSE;
import static dev.baton.testkit.CountingServer.LIMIT;
import static dev.baton.testkit.CountingServer.RESET;
import static dev.baton.testkit.CountingServer.SILENCE;
import static dev.baton.testkit.CountingServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Action;
import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.UnhandledFailure;
import dev.baton.testkit.CountingServer.Reaction;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What each application's client over OkHttp has to pass: what it is told to send is one request
/// on the wire, and one answer or one failure. Whether to ask again, and when, is for the
/// application, which counts its attempts and keeps the pace that servers ask for.
///
/// OkHttp repeats requests of its own accord. It has no place in `primitives`, so each application
/// has a class of its own that builds a client and brings answers into the loop; this is the recipe
/// that passes, as of OkHttp 5.5.1:
///
/// | setting | what happens without it |
/// |---|---|
/// | `retryOnConnectionFailure(false)` | a request that failed on a kept connection is sent again, and so is one that was answered with 408 |
/// | a network interceptor that adds 1000 to the status, and an application interceptor that takes it away | 503 with `Retry-After: 0` is asked again in spite of the line above; a number there that is no `int` fails the call, and is thrown on OkHttp's thread besides; 407 fails the call |
/// | a dispatcher with `setMaxRequests` and `setMaxRequestsPerHost` of `Integer.MAX_VALUE` | the sixth request to a host waits in OkHttp's queue, while the loop's limit runs |
/// | a network interceptor that throws an IOException at a body of negative length | the answer cannot be closed: its connection stays the call's for ever, cancelled or not, and is reported as leaked |
/// | `followRedirects(false)` | redirects are followed, with the caller's cookies |
/// | `protocols(List.of(Protocol.HTTP_1_1))`, or a hostname verifier that is another object than OkHttp's | over HTTP/2, a connection to another host of the same address is used, and the request is sent again if that answers 421 |
/// | `proxy(Proxy.NO_PROXY)` | the environment's HTTP proxy is used |
/// | `socketFactory(new DirectSockets())` | the environment's SOCKS proxy is used, in spite of the line above |
/// | connect, read and write timeout zero | each is 10 seconds, whatever the loop's limit is: there [Async#timeout] cancels the call |
/// | the call in a [dev.baton.Completer] that cancels it | a task that is cancelled leaves the request behind |
/// | both authenticators left as they are | 401 and 407 are answered with another request |
///
/// The price: a request on a kept connection that the server has closed meanwhile fails. Nobody but
/// the application knows whether it may be sent again.
public abstract class OneRequestContract {
  /// A client as the application uses it.
  public interface Client extends AutoCloseable {
    /// Sends one request to `http://127.0.0.1:port` and gives the status of its answer.
    ///
    /// @throws IOException if there was no answer
    @Suspends
    int send(int port) throws Exception;

    /// What it sends with.
    OkHttpClient okHttp();

    /// Cancels what is under way and closes all connections.
    @Override
    void close();
  }

  /// A cold JVM takes its time, and some tests hold the loop on purpose.
  private static final Duration QUIET = Duration.ofMinutes(1);

  /// More than OkHttp sends at once of its own accord: 5 to a host, 64 in all.
  private static final int AT_ONCE = 65;

  private static final String FAILED = "failed";

  /// What a test saw.
  ///
  /// @param results for each send, the status of its answer, or [#FAILED]
  /// @param requests how many reached the server
  record Sent(List<String> results, int requests) {}

  /// Makes the client, outside the loop.
  protected abstract Client open();

  /// The body of a good answer, for clients that read it.
  protected String body() {
    return "hello";
  }

  // --- what is sent is under way

  /// How many may be is for the tasks to say, which know how long each of them waits.
  @Test
  void noRequestWaitsForAnother() throws Exception {
    try (CountingServer server = new CountingServer(SILENCE);
        Client client = open()) {
      run(
          () -> {
            List<Task<Integer>> sending = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
              sending.add(Async.spawn(() -> client.send(server.port())));
            }
            Async.yieldNow();
            assertThat(client.okHttp().dispatcher().queuedCallsCount()).as("in the queue").isZero();
            Blocking.call(() -> server.awaitReactions(AT_ONCE));
            sending.forEach(Task::cancel);
          });
      server.awaitEnd();
      assertThat(server.requests()).isEqualTo(AT_ONCE);
    }
  }

  // --- an answer is an answer, whatever it asks for

  @ParameterizedTest
  @ValueSource(strings = {"0", "00", "7", "99999999999", "100000000000000000000", "-1", "soon", ""})
  void anUnavailableServerIsAskedOnce(String retryAfter) throws Exception {
    assertThat(answered("503 Service Unavailable", "Retry-After: " + retryAfter))
        .isEqualTo(once("503"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"X: y", "Connection: close", "Retry-After: 0", "Retry-After: 99999999999"})
  void aServerThatGaveUpWaitingIsAskedOnce(String field) throws Exception {
    assertThat(answered("408 Request Timeout", field)).isEqualTo(once("408"));
  }

  @ParameterizedTest
  @CsvSource({
    "421 Misdirected Request, X: y",
    "401 Unauthorized, WWW-Authenticate: Basic realm=a",
    "429 Too Many Requests, Retry-After: 0",
    "425 Too Early, Retry-After: 0"
  })
  void aServerThatWantsAnotherRequestDoesNotGetIt(String status, String field) throws Exception {
    assertThat(answered(status, field)).isEqualTo(once(status.substring(0, 3)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"300", "301", "302", "303", "307", "308"})
  void aRedirectIsAnAnswer(String status) throws Exception {
    assertThat(answered(status + " Elsewhere", "Location: /elsewhere")).isEqualTo(once(status));
  }

  /// To OkHttp, this answer of a server that is no proxy is a failure.
  @Test
  void aServerThatActsAsAProxyIsAskedOnce() throws Exception {
    assertThat(answered("407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=a"))
        .isEqualTo(once("407"));
  }

  // --- a failure is a failure

  @Test
  void aResetBeforeTheAnswerIsAFailure() throws Exception {
    assertThat(send(1, RESET)).isEqualTo(once(FAILED));
  }

  /// A client that needs the head alone may be satisfied with it.
  @Test
  void aResetWithinTheAnswerIsNotRepaired() throws Exception {
    Reaction head = CountingServer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");

    assertThat(send(1, head.then(RESET))).isIn(once(FAILED), once("200"));
  }

  @Test
  void anEndInsteadOfAnAnswerIsAFailure() throws Exception {
    assertThat(send(1, CLOSE)).isEqualTo(once(FAILED));
  }

  /// The request may have been understood: sent again, it might be done twice.
  @Test
  void aKeptConnectionThatGivesNoAnswerIsAFailure() throws Exception {
    Sent sent = send(2, ok().then(HALF_CLOSE), ok());

    assertThat(sent).isIn(new Sent(List.of("200", FAILED), 2), new Sent(List.of("200", "200"), 2));
  }

  @Test
  void aKeptConnectionThatIsClosedCostsNoSecondRequest() throws Exception {
    Sent sent = send(2, ok().then(CLOSE), ok());

    assertThat(sent).isIn(new Sent(List.of("200", FAILED), 1), new Sent(List.of("200", "200"), 2));
  }

  /// A client that needs the head alone may be satisfied with it.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "200 OK\r\nContent-Length: -5",
        "404 Not Found\r\nContent-Length: -2",
        "302 Found\r\nLocation: /\r\nContent-Length: -9223372036854775808",
        "503 Busy\r\nRetry-After: 0\r\nContent-Length: -5"
      })
  void aBodyOfNegativeLengthHoldsNoConnection(String head) throws Exception {
    assertThat(send(1, CountingServer.send("HTTP/1.1 " + head + "\r\n\r\nhello")))
        .isIn(once(FAILED), once(head.substring(0, 3)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "5", "-5"})
  void aNegativeStatusIsAFailureThatHoldsNoConnection(String length) throws Exception {
    String answer = "HTTP/1.1 -99 OK\r\nContent-Length: " + length + "\r\n\r\nhello";

    assertThat(send(1, CountingServer.send(answer))).isEqualTo(once(FAILED));
  }

  // --- one clock, one way to the server

  @Test
  void aCancelClosesTheSocketWithinTheTurn() throws Exception {
    try (CountingServer server = new CountingServer(SILENCE);
        Client client = open()) {
      run(
          () -> {
            Task<Integer> sending = Async.spawn(() -> client.send(server.port()));
            Blocking.call(() -> server.awaitReactions(1));

            sending.cancel();

            assertThatThrownBy(sending::await).isInstanceOf(CancelledError.class);
            server.awaitEnd(); // holds the loop, so that no later turn can close it
          });
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @Test
  void theLoopsClockIsTheOnlyOne() {
    try (Client client = open()) {
      OkHttpClient okHttp = client.okHttp();
      assertThat(okHttp.connectTimeoutMillis()).as("connect timeout").isZero();
      assertThat(okHttp.readTimeoutMillis()).as("read timeout").isZero();
      assertThat(okHttp.writeTimeoutMillis()).as("write timeout").isZero();
    }
  }

  /// Over HTTP/2 a connection can serve two hosts, and mixes the answers that limits count. Only
  /// over TLS, so no server of this test can see it.
  @Test
  void aConnectionServesOneRequestAtATime() {
    try (Client client = open()) {
      assertThat(client.okHttp().protocols()).containsExactly(Protocol.HTTP_1_1);
    }
  }

  @Test
  void noProxyOfTheEnvironmentIsUsed() throws Exception {
    ProxySelector before = ProxySelector.getDefault();
    RecordingSelector recording = new RecordingSelector();
    ProxySelector.setDefault(recording);
    try {
      assertThat(send(1, ok())).isEqualTo(once("200"));
    } finally {
      ProxySelector.setDefault(before);
    }
    assertThat(recording.questions).isEmpty();
  }

  /// Stands for `-Dhttp.proxyHost` and the like.
  private static final class RecordingSelector extends ProxySelector {
    private final List<URI> questions = new CopyOnWriteArrayList<>();

    @Override
    public List<Proxy> select(URI uri) {
      questions.add(uri);
      return List.of(Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
      throw new AssertionError("it was never to be used");
    }
  }

  // --- how

  private static Sent once(String result) {
    return new Sent(List.of(result), 1);
  }

  private Reaction ok() {
    return answer(body(), "HTTP/1.1 200 OK");
  }

  private Sent answered(String status, String field) throws Exception {
    return send(1, answer("", "HTTP/1.1 " + status, field));
  }

  /// Sends so many requests, one after the other, to a server that reacts so.
  private Sent send(int times, Reaction... reactions) throws Exception {
    try (CountingServer server = new CountingServer(reactions)) {
      List<String> results = new ArrayList<>();
      try (Client client = open()) {
        run(
            () -> {
              results.add(result(client, server.port()));
              for (int i = 1; i < times; i++) {
                server.awaitReactions(1);
                results.add(result(client, server.port()));
              }
            });
      }
      server.awaitEnd();
      return new Sent(results, server.requests());
    }
  }

  @Suspends
  private static String result(Client client, int port) throws Exception {
    try {
      return Integer.toString(client.send(port));
    } catch (IOException failure) {
      return FAILED;
    } finally {
      awaitIdle(client.okHttp().dispatcher());
      ConnectionPool pool = client.okHttp().connectionPool();
      assertThat(pool.connectionCount() - pool.idleConnectionCount())
          .as("connections that are held though no call runs")
          .isZero();
    }
  }

  /// The answer may come while OkHttp's thread still closes the response; only then is the
  /// connection free for the next request, and can be closed with the client.
  private static void awaitIdle(Dispatcher dispatcher) throws Exception {
    CompletableFuture<Void> idle = new CompletableFuture<>();
    dispatcher.setIdleCallback(() -> idle.complete(null));
    if (dispatcher.runningCallsCount() > 0) {
      idle.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private static void run(Action<Exception> main) throws Exception {
    List<UnhandledFailure> unhandled = new ArrayList<>();
    EventLoop.builder()
        .blockedAfter(QUIET)
        .exceptionHandler(unhandled::add)
        .run(() -> Async.timeout(LIMIT.multipliedBy(2), main));
    assertThat(unhandled).isEmpty();
  }
}
