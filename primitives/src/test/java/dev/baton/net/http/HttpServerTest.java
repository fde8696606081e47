package dev.baton.net.http;

import static dev.baton.net.http.TestServer.DATE;
import static dev.baton.net.http.TestServer.SETTINGS;
import static dev.baton.net.http.TestServer.exchange;
import static dev.baton.net.http.TestServer.get;
import static dev.baton.net.http.TestServer.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.Task;
import dev.baton.UnhandledFailure;
import dev.baton.api.VirtualLoop;
import dev.baton.net.Stream;
import dev.baton.testing.Pipe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Requests and responses byte for byte.
class HttpServerTest {
  private final HttpServer echo = new HttpServer(SETTINGS, TestServer::echo);

  private static void check(HttpServer server, String requests, String responses) throws Exception {
    VirtualLoop.run(() -> assertThat(exchange(server, requests)).isEqualTo(responses));
    VirtualLoop.run(() -> assertThat(exchange(server, requests, 1)).isEqualTo(responses));
  }

  private static HttpServer answering(Response response) {
    return new HttpServer(SETTINGS, _ -> response);
  }

  @Test
  void answersAGet() throws Exception {
    check(echo, get("/path?x=1"), ok("GET /path?x=1"));
  }

  @Test
  void answersRequestsThatWereSentAtOnceInTheirOrder() throws Exception {
    check(
        echo,
        get("/1")
            + "POST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello"
            + "\r\n" // a blank line after a body, as some clients send it
            + get("/3"),
        ok("GET /1") + ok("POST /2 hello") + ok("GET /3"));
  }

  /// RFC 9112, 2.2.
  @Test
  void aFewEmptyLinesBeforeARequestDoNoHarm() throws Exception {
    check(
        echo,
        "\r\n".repeat(4) + get("/1") + "\r\n".repeat(4) + get("/2"),
        ok("GET /1") + ok("GET /2"));
  }

  @Test
  void anEncodedSlashIsNoSlashOfAPath() throws Exception {
    HttpServer server =
        new HttpServer(SETTINGS, request -> Response.text(200, "" + request.isFor("/a/b c")));

    check(server, get("/a/b%20c") + get("/%61/b%20c?d"), ok("true") + ok("true"));
    check(server, get("/a%2fb%20c") + get("/a%2Fb%20c"), ok("false") + ok("false"));
    check(server, get("/a/b") + get("/a/b%20c/"), ok("false") + ok("false"));
  }

  @Test
  void answersManyRequestsThatWereSentAtOnce() throws Exception {
    StringBuilder requests = new StringBuilder();
    StringBuilder responses = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      requests.append(get("/" + i));
      responses.append(ok("GET /" + i));
    }
    check(echo, requests.toString(), responses.toString());
  }

  @Test
  void readsChunkedBodies() throws Exception {
    check(
        echo,
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n"
            + "5\r\nhello\r\n6;name=value\r\n world\r\n00A\r\n0123456789\r\n"
            + "0\r\nTrailer: dropped\r\n\r\n"
            + get("/next"),
        ok("POST / hello world0123456789") + ok("GET /next"));
  }

  @Test
  void sendsChunksOfABodyOfUnknownLength() throws Exception {
    Response response =
        Response.streamed(
            "text/plain",
            out -> {
              out.write("hello");
              out.write("");
              out.write("0123456789abcdef");
            });
    String head = "HTTP/1.1 200 OK\r\n" + DATE + "Content-Type: text/plain\r\n";
    String chunked =
        head
            + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n10\r\n0123456789abcdef\r\n0\r\n\r\n";
    check(answering(response), get("/") + get("/"), chunked + chunked);
    check(
        answering(response),
        "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
        head + "Connection: close\r\n\r\nhello0123456789abcdef");
  }

  @Test
  void sendsALargeBodyInPieces() throws Exception {
    String large = "0123456789".repeat(20_000);
    check(answering(Response.text(large)), get("/"), ok(large));
    Response streamed =
        Response.streamed(
            200, "text/plain; charset=utf-8", large.length(), out -> out.write(large));
    check(answering(streamed), get("/"), ok(large));
  }

  @Test
  void keepsAnOldClientsConnectionOnlyIfAsked() throws Exception {
    check(
        echo,
        "GET /1 HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\nGET /2 HTTP/1.0\r\n\r\n" + get("/3"),
        ok("GET /1").replace("\r\n\r\n", "\r\nConnection: keep-alive\r\n\r\n")
            + ok("GET /2").replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
  }

  @Test
  void closesWhenTheClientOrTheHandlerWants() throws Exception {
    String closed = ok("x").replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
    check(answering(Response.text("x")), get("/", "Connection: foo, Close") + get("/"), closed);
    check(answering(Response.text("x").closing()), get("/") + get("/"), closed);
  }

  /// What a body is read from is closed once for each response, however that ends.
  @Test
  void whatComesAfterAResponseIsDoneHoweverItEnds() throws Exception {
    List<String> trail = new ArrayList<>();
    HttpServer server =
        new HttpServer(
            SETTINGS,
            request ->
                switch (request.path()) {
                  case "/upgrade" ->
                      Response.upgrade("x", _ -> trail.add("taken over"))
                          .afterwards(() -> trail.add("over"));
                  default ->
                      Response.streamed("text/plain", out -> out.write("x".repeat(100_000)))
                          .afterwards(() -> trail.add("over"));
                });
    VirtualLoop.run(() -> exchange(server, get("/")));
    VirtualLoop.run(() -> exchange(server, get("/").replace("GET", "HEAD")));
    VirtualLoop.run(() -> exchange(server, get("/upgrade")));
    VirtualLoop.run(() -> exchange(server, get("/upgrade") + "more"));
    assertThat(trail).containsExactly("over", "over", "over", "taken over", "over");

    trail.clear();
    VirtualLoop.run(
        () -> {
          Pipe pipe = new Pipe();
          Task<Void> serving = TestServer.serve(server, pipe);
          pipe.first().write(get("/"));
          pipe.first().read(1);
          pipe.reset();
          assertThatThrownBy(serving::await).isInstanceOf(IOException.class);
        });
    assertThat(trail).containsExactly("over");
  }

  @Test
  void severalThingsCanComeAfterAResponse() throws Exception {
    List<String> trail = new ArrayList<>();
    Response response =
        Response.text("x").afterwards(() -> trail.add("one")).afterwards(() -> trail.add("two"));
    VirtualLoop.run(() -> exchange(answering(response), get("/")));
    assertThat(trail).containsExactly("one", "two");
  }

  @Test
  void whatComesAfterAResponseMayFail() throws Exception {
    List<UnhandledFailure> unhandled = new ArrayList<>();
    Response response =
        Response.text("x")
            .afterwards(
                () -> {
                  throw new IllegalStateException("cannot be closed");
                });
    VirtualLoop.builder(unhandled)
        .run(() -> assertThat(exchange(answering(response), get("/"))).isEqualTo(ok("x")));
    assertThat(unhandled)
        .extracting(UnhandledFailure::message)
        .containsExactly("what comes after the response to GET / failed");
  }

  @Test
  void aHeadRequestGetsTheHeadOnly() throws Exception {
    String request = "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n";
    String head = ok("hello").replace("hello", "");
    check(answering(Response.text("hello")), request + request, head + head);
    Response streamed =
        Response.streamed(
            200,
            "text/plain; charset=utf-8",
            5,
            _ -> {
              throw new AssertionError("not to be called");
            });
    check(answering(streamed), request, head);
  }

  @Test
  void aResponseWithoutContentHasNoLength() throws Exception {
    check(
        answering(Response.of(204).header("X-A", "b")),
        get("/"),
        "HTTP/1.1 204 No Content\r\n" + DATE + "X-A: b\r\n\r\n");
    check(
        answering(Response.of(201)),
        get("/"),
        "HTTP/1.1 201 Created\r\n" + DATE + "Content-Length: 0\r\n\r\n");
  }

  @Test
  void tellsAClientThatWaitsToGoOn() throws Exception {
    VirtualLoop.run(
        () -> {
          Pipe pipe = new Pipe();
          Task<Void> serving = TestServer.serve(echo, pipe);
          Stream client = pipe.first();
          client.write(
              "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
          assertThat(client.readLine(100)).isEqualTo("HTTP/1.1 100 Continue");
          assertThat(client.readLine(100)).isEmpty();
          client.write("hi");
          assertThat(TestServer.readResponse(client)).isEqualTo(ok("POST / hi"));
          client.close();
          serving.await();
        });
  }

  @Test
  void aClientThatWaitsInVainGetsTheResponseAndTheEnd() throws Exception {
    check(
        answering(Response.text("no")),
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n",
        ok("no").replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
  }

  @Test
  void skipsASmallBodyThatTheHandlerLeaves() throws Exception {
    String small =
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n" + "x".repeat(60_000);
    check(answering(Response.text("x")), small + get("/"), ok("x") + ok("x"));
  }

  @Test
  void aLargeBodyThatTheHandlerLeavesEndsTheConnection() throws Exception {
    String large =
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n" + "x".repeat(100_000);
    check(
        answering(Response.text("x")),
        large + get("/"),
        ok("x").replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
  }

  @Test
  void givesTheHandlerWhatTheClientSent() throws Exception {
    List<String> seen = new ArrayList<>();
    HttpServer server =
        new HttpServer(
            SETTINGS,
            request -> {
              seen.add(request.method() + " " + request.path() + " " + request.query());
              seen.add(request.query("q") + "|" + request.query("e") + "|" + request.query("no"));
              seen.add(request.header("x-LIST") + "|" + request.headers("X-List"));
              seen.add("" + request.headerNames());
              seen.add(request.header("none") + "|" + request.headers("none"));
              seen.add(request.isHttp11() + "|" + request.headerLists("X-List", "TWO"));
              return Response.of(204);
            });
    VirtualLoop.run(
        () ->
            exchange(
                server,
                "PATCH http://A/a%2Fb%20%C3%A9?q=1+%2B&e&q=2 HTTP/1.1\r\nHost: a\r\n"
                    + "X-List:\t one, two \t\r\nX-list: \u00e9\r\nEmpty:\r\n\r\n"));
    assertThat(seen)
        .containsExactly(
            "PATCH /a/b \u00e9 q=1+%2B&e&q=2",
            "1 +||null",
            "one, two|[one, two, \u00e9]",
            "[Host, X-List, X-list, Empty]",
            "null|[]",
            "true|true");
  }

  @Test
  void aHandlerThatFailsAnswersWithoutDetailsAndIsReported() throws Exception {
    List<UnhandledFailure> unhandled = new ArrayList<>();
    HttpServer server =
        new HttpServer(
            SETTINGS,
            request ->
                switch (request.path()) {
                  case "/null" -> null;
                  case "/error" -> throw new StackOverflowError("secret");
                  case "/cancelled" -> throw new CancelledError("of something else");
                  default -> throw new IOException("secret");
                });
    VirtualLoop.builder(unhandled)
        .run(
            () -> {
              String all =
                  exchange(server, get("/") + get("/null") + get("/error") + get("/cancelled"));
              assertThat(all)
                  .isEqualTo(
                      ok("Internal Server Error\n")
                          .replace("200 OK", "500 Internal Server Error")
                          .repeat(4));
            });
    assertThat(unhandled)
        .extracting(UnhandledFailure::message)
        .containsExactly(
            "the handler of GET / failed",
            "the handler of GET /null failed",
            "the handler of GET /error failed",
            "the handler of GET /cancelled failed");
  }

  @Test
  void aHandlerCanRefuse() throws Exception {
    HttpServer server =
        new HttpServer(
            SETTINGS,
            _ -> {
              throw new HttpException(404, "no such thing");
            });
    check(server, get("/"), ok("no such thing\n").replace("200 OK", "404 Not Found"));
  }

  @Test
  void aBodyThatFailsInTheMiddleCutsTheConnection() throws Exception {
    List<UnhandledFailure> unhandled = new ArrayList<>();
    Response broken =
        Response.streamed(
            "text/plain",
            out -> {
              out.write("half");
              throw new IllegalStateException("no more");
            });
    Response tooShort = Response.streamed(200, "text/plain", 10, out -> out.write("half"));
    Response tooLong = Response.streamed(200, "text/plain", 3, out -> out.write("half"));
    VirtualLoop.builder(unhandled)
        .run(
            () -> {
              for (Response response : List.of(broken, tooShort, tooLong)) {
                Pipe pipe = new Pipe();
                Task<Void> serving = TestServer.serve(answering(response), pipe);
                pipe.first().write(get("/"));
                assertThat(TestServer.readAll(pipe.first())).doesNotContain("\r\n0\r\n");
                assertThat(Async.gatherOutcomes(serving).await().getFirst().toString())
                    .contains("cut short");
              }
            });
    assertThat(unhandled)
        .extracting(failure -> failure.exception().getMessage())
        .containsExactly(
            "no more",
            "the body is shorter than its length: 6 bytes are missing",
            "the body is longer than its length: 4 bytes more where 3 were left");
  }

  @Test
  void aClientThatLeavesInTheMiddleOfItsRequestIsNobodysFailure() throws Exception {
    VirtualLoop.run(
        () -> {
          assertThat(exchange(echo, "GET / HTTP/1.1\r\nHos")).isEmpty();
          Pipe pipe = new Pipe();
          Task<Void> serving = TestServer.serve(echo, pipe);
          pipe.first().write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf");
          pipe.first().close();
          assertThat(Async.gatherOutcomes(serving).await().getFirst().toString())
              .contains("before the end of its request");
        });
  }
}
