package dev.baton.net.http;

import static dev.baton.net.http.TestServer.SETTINGS;
import static dev.baton.net.http.TestServer.get;
import static dev.baton.net.http.TestServer.ok;
import static dev.baton.net.http.TestServer.readAll;
import static dev.baton.net.http.TestServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.Outcome;
import dev.baton.Task;
import dev.baton.TimeoutException;
import dev.baton.api.VirtualLoop;
import dev.baton.net.Stream;
import dev.baton.testing.Pipe;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Clients that are slow on purpose, under the virtual clock.
class TimeLimitsTest {
  private static final String POST = "POST / HTTP/1.1\r\nHost: a\r\n";

  private final HttpSettings settings =
      SETTINGS.withTimes(
          Duration.ofSeconds(60),
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(30));
  private final HttpServer echo = new HttpServer(settings, TestServer::echo);

  /// Sends one byte a second until the other end closes.
  private static void drip(Stream stream, String bytes) throws IOException {
    for (char c : bytes.toCharArray()) {
      stream.write("" + c);
      Async.sleep(Duration.ofSeconds(1));
    }
  }

  @Test
  void aHeadThatDripsInGets408AndTheEnd() throws Exception {
    VirtualLoop.run(
        () -> {
          Pipe pipe = new Pipe();
          Task<Void> serving = TestServer.serve(echo, pipe);
          Async.sleep(Duration.ofSeconds(50)); // idle: another limit
          Task<Void> dripping = Async.spawn(() -> drip(pipe.first(), get("/", "X: 1234567890")));
          String response = readAll(pipe.first());
          assertThat(status(response)).isEqualTo("408");
          assertThat(response).endsWith("the request did not come in time\n");
          assertThat(VirtualLoop.now()).isEqualTo(60_000);
          serving.await();
          assertThat(VirtualLoop.now()).isEqualTo(62_000);
          assertThat(Async.gatherOutcomes(dripping).await().getFirst())
              .isInstanceOf(Outcome.Failure.class);
        });
  }

  @Test
  void aChunkedBodyThatDripsInGets408AndTheEnd() throws Exception {
    slowBody("Transfer-Encoding: chunked\r\n\r\n" + "1\r\nx\r\n".repeat(20));
  }

  @Test
  void aBodyThatDripsInGets408AndTheEnd() throws Exception {
    slowBody("Content-Length: 100\r\n\r\n" + "x".repeat(100));
  }

  private void slowBody(String request) throws Exception {
    VirtualLoop.run(
        () -> {
          Pipe pipe = new Pipe();
          Task<Void> serving = TestServer.serve(echo, pipe);
          int body = request.indexOf("\r\n\r\n") + 4;
          pipe.first().write(POST + request.substring(0, body));
          Task<Void> dripping = Async.spawn(() -> drip(pipe.first(), request.substring(body)));
          String response = readAll(pipe.first());
          assertThat(status(response)).isEqualTo("408");
          assertThat(VirtualLoop.now()).isEqualTo(20_000);
          serving.await();
          assertThat(Async.gatherOutcomes(dripping).await().getFirst())
              .isInstanceOf(Outcome.Failure.class);
        });
  }

  /// Only the wait for the client counts.
  @Test
  void aSlowHandlerTakesNothingOfTheBodysTime() throws Exception {
    HttpServer slow =
        new HttpServer(
            settings,
            request -> {
              int pieces = 0;
              while (request.body().read(1).length > 0) {
                pieces++;
                Async.sleep(Duration.ofHours(1));
              }
              return Response.text("" + pieces);
            });
    VirtualLoop.run(
        () -> {
          Pipe pipe = new Pipe();
          Task<Void> serving = TestServer.serve(slow, pipe);
          pipe.first().write(POST + "Content-Length: 5\r\n\r\nhello");
          assertThat(TestServer.readResponse(pipe.first())).isEqualTo(ok("5"));
          pipe.first().close();
          serving.await();
        });
  }

  @Test
  void anIdleConnectionIsClosedWithoutAWord() throws Exception {
    VirtualLoop.run(
        () -> {
          Pipe pipe = new Pipe();
          Task<Void> serving = TestServer.serve(echo, pipe);
          for (int i = 0; i < 5; i++) {
            pipe.first().write(get("/" + i));
            assertThat(TestServer.readResponse(pipe.first())).isEqualTo(ok("GET /" + i));
            Async.sleep(Duration.ofSeconds(59));
          }
          assertThat(readAll(pipe.first())).isEmpty();
          assertThat(VirtualLoop.now()).isEqualTo(4 * 59_000 + 60_000);
          serving.await();
        });
  }

  @Test
  void aClientThatDoesNotReadIsCutOff() throws Exception {
    HttpServer large = new HttpServer(settings, _ -> Response.text("x".repeat(1_000_000)));
    VirtualLoop.run(
        () -> {
          Pipe pipe = new Pipe();
          Task<Void> serving = TestServer.serve(large, pipe);
          pipe.first().write(get("/"));
          Outcome<Void> outcome = Async.gatherOutcomes(serving).await().getFirst();
          assertThat(outcome.toString()).contains("the client did not take the response in time");
          assertThat(VirtualLoop.now()).isEqualTo(30_000);
        });
  }

  @Test
  void aClientThatReadsSlowlyIsNot() throws Exception {
    HttpServer large = new HttpServer(settings, _ -> Response.text("x".repeat(1_000_000)));
    VirtualLoop.run(
        () -> {
          Pipe pipe = new Pipe();
          Task<Void> serving = TestServer.serve(large, pipe);
          pipe.first().write(get("/", "Connection: close"));
          int size = 0;
          for (byte[] piece; (piece = pipe.first().read(10_000)).length > 0; ) {
            size += piece.length;
            Async.sleep(Duration.ofSeconds(2));
          }
          assertThat(size).isGreaterThan(1_000_000);
          assertThat(VirtualLoop.now()).isGreaterThan(190_000);
          pipe.first().close();
          serving.await();
        });
  }

  /// What is still held back when the response is over has a limit, too.
  @Test
  void aClientThatNeverReadsTheRestIsCutOff() throws Exception {
    HttpServer large = new HttpServer(settings, _ -> Response.text("x".repeat(100_000)));
    VirtualLoop.run(
        () -> {
          Pipe pipe = new Pipe();
          Stream server = new Stream(new HeldBack(pipe.second()));
          Task<Void> serving = Async.spawn(() -> large.serve(server));
          pipe.first().write(get("/", "Connection: close"));
          Outcome<Void> outcome = Async.gatherOutcomes(serving).await().getFirst();
          assertThat(outcome.toString()).contains("the client did not take the response in time");
          assertThat(VirtualLoop.now()).isEqualTo(30_000);
          assertThat(large.connections()).isZero();
          server.abort();
        });
  }

  /// Reads that a handler ends by itself count all the same.
  @Test
  void aHandlerThatAsksAgainAndAgainDoesNotExtendTheBodysTime() throws Exception {
    int[] polls = {0};
    HttpServer polling =
        new HttpServer(
            settings,
            request -> {
              while (true) {
                try {
                  return Async.timeout(
                      Duration.ofSeconds(3), () -> Response.text(request.body().readText(10)));
                } catch (TimeoutException nothingYet) {
                  polls[0]++;
                }
              }
            });
    for (String body : List.of("Content-Length: 5", "Transfer-Encoding: chunked")) {
      polls[0] = 0;
      VirtualLoop.run(
          () -> {
            Pipe pipe = new Pipe();
            Task<Void> serving = TestServer.serve(polling, pipe);
            pipe.first().write(POST + body + "\r\n\r\n");
            assertThat(status(readAll(pipe.first()))).isEqualTo("408");
            assertThat(VirtualLoop.now()).isEqualTo(20_000);
            assertThat(polls[0]).isEqualTo(6);
            pipe.first().close();
            serving.await();
          });
    }
  }

  /// Both limits cancel the same task; each is told from the other.
  @Test
  void aHandlersOwnTimeLimitIsItsOwn() throws Exception {
    HttpServer impatient =
        new HttpServer(
            settings,
            request -> {
              try {
                return Async.timeout(
                    Duration.ofSeconds(5), () -> Response.text(request.body().readText(10)));
              } catch (TimeoutException late) {
                return Response.text("late").closing();
              }
            });
    VirtualLoop.run(
        () -> {
          Pipe pipe = new Pipe();
          Task<Void> serving = TestServer.serve(impatient, pipe);
          pipe.first().write(POST + "Content-Length: 5\r\n\r\n");
          assertThat(TestServer.readResponse(pipe.first())).endsWith("late");
          assertThat(VirtualLoop.now()).isEqualTo(5_000);
          pipe.first().close();
          serving.await();
        });
  }

  @Test
  void aLimitTakesItsCancellationBack() throws Exception {
    List<Integer> requests = new ArrayList<>();
    HttpServer counting =
        new HttpServer(
            settings,
            request -> {
              try {
                return Response.text(request.body().readText(10));
              } catch (HttpException late) {
                requests.add(Async.currentTask().cancelling());
                throw late;
              }
            });
    VirtualLoop.run(
        () -> {
          Pipe pipe = new Pipe();
          Task<Void> serving = TestServer.serve(counting, pipe);
          pipe.first().write(POST + "Content-Length: 5\r\n\r\n");
          assertThat(status(readAll(pipe.first()))).isEqualTo("408");
          pipe.first().close();
          serving.await();
        });
    assertThat(requests).containsExactly(0);
  }

  /// At the very moment at which its limit ends.
  @Test
  void aCancellationFromOutsideIsNotTakenForALimit() throws Exception {
    VirtualLoop.run(
        () -> {
          Pipe pipe = new Pipe();
          Task<Void> serving = TestServer.serve(echo, pipe);
          pipe.first().write("GET");
          Async.sleep(Duration.ofSeconds(10));
          serving.cancel();
          assertThat(readAll(pipe.first())).isEmpty();
          assertThatThrownBy(serving::await).isInstanceOf(CancelledError.class);
          assertThat(VirtualLoop.now()).isEqualTo(10_000);
        });
  }
}
