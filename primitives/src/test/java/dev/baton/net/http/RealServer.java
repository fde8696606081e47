package dev.baton.net.http;

import static dev.baton.net.http.TestServer.SETTINGS;

import dev.baton.Async;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.net.Listener;
import dev.baton.net.Net;
import dev.baton.net.Stream;
import dev.baton.net.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/// A server on a real socket, for clients that others wrote.
final class RealServer {
  private static final int MOST = 100;

  /// What to do with a server that listens here.
  interface Visit {
    void at(String url) throws Exception;
  }

  private RealServer() {}

  static void visit(Handler handler, Visit visit) throws Exception {
    visit("http", handler, (server, listener) -> server.serve(listener), visit);
  }

  static void visitOverTls(SSLContext context, Handler handler, Visit visit) throws Exception {
    Way secure =
        (server, listener) ->
            listener.serve(
                MOST,
                plain -> {
                  try (Stream stream = Tls.server(plain, context)) {
                    server.serve(stream);
                  }
                });
    visit("https", handler, secure, visit);
  }

  private interface Way {
    @Suspends
    void serve(HttpServer server, Listener listener) throws Exception;
  }

  private static void visit(String scheme, Handler handler, Way way, Visit visit) throws Exception {
    TestServer.runReal(
        () -> {
          HttpServer server = new HttpServer(SETTINGS.withMaxBody(10_000_000), handler);
          Listener listener =
              Net.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
          Task<Void> serving = Async.spawn(() -> way.serve(server, listener));
          visit.at(scheme + "://localhost:" + listener.port());
          listener.close();
          server.stop(Duration.ofSeconds(10));
          serving.await();
        });
  }

  /// `/stream` answers in chunks, `/count` says how long the body was, all else is said again.
  static Response respond(Request request) throws IOException {
    return switch (request.path()) {
      case "/stream" ->
          Response.streamed(
              "text/plain",
              out -> {
                for (int i = 0; i < 100; i++) {
                  out.write("piece " + i + "\n");
                }
              });
      case "/count" -> {
        ByteBuffer piece = ByteBuffer.allocate(10_000);
        long size = 0;
        for (int count; (count = request.body().read(piece.clear())) >= 0; ) {
          size += count;
        }
        yield Response.text("" + size);
      }
      default -> TestServer.echo(request);
    };
  }
}
