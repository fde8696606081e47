package dev.baton.feed.serve;

import dev.baton.Suspends;
import dev.baton.feed.protocol.BadMessageException;
import dev.baton.feed.protocol.HistoryAnswer;
import dev.baton.feed.protocol.HistoryAnswer.Failed;
import dev.baton.feed.protocol.HistoryJson;
import dev.baton.feed.protocol.HistoryQuery;
import dev.baton.net.Listener;
import dev.baton.net.Net;
import dev.baton.net.Stream;
import dev.baton.net.http.Guard;
import dev.baton.net.http.HttpServer;
import dev.baton.net.http.HttpSettings;
import dev.baton.net.http.Request;
import dev.baton.net.http.Response;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The history over HTTP, on a port of its own. Every answer is made of what is in memory, so a
/// request waits for nothing but its client.
final class HistoryEndpoint implements AutoCloseable {
  /// Connections that were ended and are not gone yet.
  private static final int ENDING = 100;

  private static final HttpSettings LIMITS =
      HttpSettings.defaults()
          .withMaxHead(8 * 1024, 50, 8 * 1024)
          .withMaxBody(4 * 1024)
          .withTimes(
              Duration.ofSeconds(15),
              Duration.ofSeconds(5),
              Duration.ofSeconds(5),
              Duration.ofSeconds(10));

  private final Hub hub;
  private final Listener listener;
  private final int connections;
  private final HttpServer server;
  private final PerAddress<Stream> open = new PerAddress<>(Stream::abort);

  private HistoryEndpoint(Hub hub, Listener listener, Guard guard, int connections) {
    this.hub = hub;
    this.listener = listener;
    this.connections = connections;
    server = new HttpServer(LIMITS, guard.before(this::respond));
  }

  /// Starts to listen.
  ///
  /// @param connections how many there may be at once; one more ends another, see [PerAddress]
  /// @throws IOException if the address cannot be used
  static HistoryEndpoint open(InetSocketAddress address, Hub hub, Guard guard, int connections)
      throws IOException {
    return new HistoryEndpoint(hub, Net.listen(address), guard, connections);
  }

  int port() {
    return listener.port();
  }

  /// Serves until it is cancelled; requests under way are cut off then. Answers are short, so that
  /// what has been open for longest is idle, or somebody who never asks.
  @Suspends
  void serve() {
    listener.serve(connections + ENDING, this::serve);
  }

  @Suspends
  private void serve(Stream stream) throws Exception {
    if (open.size() >= connections) {
      open.makeRoom();
    }
    open.add(stream, ((InetSocketAddress) stream.remoteAddress()).getAddress());
    try {
      server.serve(stream);
    } finally {
      open.remove(stream);
    }
  }

  private Response respond(Request request) {
    HistoryAnswer answer = answer(request);
    byte[] body = HistoryJson.text(answer).getBytes(StandardCharsets.UTF_8);
    Response response =
        Response.bytes(answer.status(), "application/json", body)
            .header("Cache-Control", "no-store");
    return answer.status() == 405 ? response.header("Allow", "GET") : response;
  }

  private HistoryAnswer answer(Request request) {
    if (!request.isFor(HistoryQuery.PATH)) {
      return new Failed(404, "there is only " + HistoryQuery.PATH);
    }
    if (!request.method().equals("GET")) {
      return new Failed(405, "the history can only be read, with GET");
    }
    try {
      return hub.history(HistoryQuery.parse(request.query()));
    } catch (BadMessageException e) {
      return new Failed(400, e.getMessage());
    }
  }

  @Override
  public void close() {
    listener.close();
  }
}
