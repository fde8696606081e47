package dev.baton.bench.net;

import dev.baton.EventLoop;
import dev.baton.net.Listener;
import dev.baton.net.Net;
import dev.baton.net.Stream;
import dev.baton.net.http.HttpServer;
import dev.baton.net.http.Response;
import java.io.IOException;

/// Ours: a task a connection.
final class BatonServer {
  private static final int MOST = 10_000;

  private BatonServer() {}

  static void run(boolean http) throws IOException {
    EventLoop.run(
        () -> {
          if (http) {
            http();
          } else {
            serve(stream -> stream.forEachPiece(stream::write));
          }
        });
  }

  /// The way that most would write it: each piece is an array of its own.
  static void echoByReading() throws IOException {
    EventLoop.run(() -> serve(BatonServer::echoByReading));
  }

  private static void echoByReading(Stream stream) throws IOException {
    for (byte[] piece; (piece = stream.read(Server.BUFFER)).length > 0; ) {
      stream.write(piece);
    }
  }

  private static void serve(Listener.Handler handler) throws IOException {
    try (Listener listener = listen()) {
      listener.serve(MOST, handler);
    }
  }

  private static void http() throws IOException {
    byte[] page = Server.page();
    HttpServer server = new HttpServer(_ -> Response.bytes(200, Server.CONTENT_TYPE, page));
    try (Listener listener = listen()) {
      server.serve(listener);
    }
  }

  private static Listener listen() throws IOException {
    Listener listener = Net.listen(Server.anyPort());
    Server.announce(listener.port());
    return listener;
  }
}
