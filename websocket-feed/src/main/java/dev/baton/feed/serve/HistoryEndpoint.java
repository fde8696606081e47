package dev.baton.feed.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.baton.EventLoop;
import dev.baton.feed.protocol.BadMessageException;
import dev.baton.feed.protocol.HistoryAnswer;
import dev.baton.feed.protocol.HistoryAnswer.Failed;
import dev.baton.feed.protocol.HistoryJson;
import dev.baton.feed.protocol.HistoryQuery;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The history over HTTP: the JDK's own server, on threads of its own, on a port of its own.
///
/// A request's thread asks the loop, which finds the readings; text is made of them outside again.
final class HistoryEndpoint implements AutoCloseable {
  private static final int BACKLOG = 50;
  private static final int LOOP_SECONDS = 2;

  /// The server reads its limits from these properties when its class is loaded: how many
  /// connections there may be, and for how many seconds a request and an answer may take.
  private static void setLimits() {
    setDefault("jdk.httpserver.maxConnections", "100");
    setDefault("sun.net.httpserver.maxReqTime", "5");
    setDefault("sun.net.httpserver.maxRspTime", "10");
    setDefault("sun.net.httpserver.maxReqHeaders", "50");
    setDefault("sun.net.httpserver.maxReqHeaderSize", "8192");
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  private final EventLoop loop = EventLoop.running();
  private final Hub hub;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private HistoryEndpoint(Hub hub, HttpServer server) {
    this.hub = hub;
    this.server = server;
  }

  /// Starts to listen.
  ///
  /// @throws IOException if the address cannot be used
  static HistoryEndpoint open(InetSocketAddress address, Hub hub) throws IOException {
    setLimits();
    HistoryEndpoint door = new HistoryEndpoint(hub, HttpServer.create(address, BACKLOG));
    door.server.createContext("/", door::serve);
    door.server.setExecutor(door.threads);
    door.server.start();
    return door;
  }

  int port() {
    return server.getAddress().getPort();
  }

  // --- on a request's thread

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      HistoryAnswer answer = answer(exchange);
      byte[] body = HistoryJson.text(answer).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      if (answer.status() == 503) {
        exchange.getResponseHeaders().set("Retry-After", "1");
      }
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private HistoryAnswer answer(HttpExchange exchange) {
    if (!exchange.getRequestURI().getPath().equals(HistoryQuery.PATH)) {
      return new Failed(404, "there is only " + HistoryQuery.PATH);
    }
    if (!exchange.getRequestMethod().equals("GET")) {
      return new Failed(405, "the history can only be read, with GET");
    }
    try {
      return ask(HistoryQuery.parse(exchange.getRequestURI().getRawQuery()));
    } catch (BadMessageException e) {
      return new Failed(400, e.getMessage());
    }
  }

  private HistoryAnswer ask(HistoryQuery query) {
    CompletableFuture<HistoryAnswer> answer = new CompletableFuture<>();
    loop.callSoonThreadsafe(() -> answer.complete(hub.history(query)));
    try {
      return answer.get(LOOP_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException | InterruptedException e) {
      return new Failed(503, "the server is busy or stopping; try again");
    }
  }

  /// Stops at once; requests that are being served are cut off.
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
