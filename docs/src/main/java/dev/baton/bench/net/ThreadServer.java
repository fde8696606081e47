package dev.baton.bench.net;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Executors;

/// The JDK's way: a virtual thread a connection with blocking sockets; as an HTTP server, the JDK's
/// own with a virtual thread a request.
final class ThreadServer {
  private ThreadServer() {}

  static void run(boolean http) throws IOException {
    if (http) {
      serveHttp();
    } else {
      echo();
    }
  }

  private static void echo() throws IOException {
    try (ServerSocket server = new ServerSocket()) {
      server.bind(Server.anyPort(), Server.BACKLOG);
      Server.announce(server.getLocalPort());
      while (true) {
        Socket client = server.accept();
        client.setTcpNoDelay(true);
        Thread.startVirtualThread(() -> echo(client));
      }
    }
  }

  private static void echo(Socket client) {
    byte[] buffer = new byte[Server.BUFFER];
    try (client) {
      InputStream in = client.getInputStream();
      for (int count; (count = in.read(buffer)) >= 0; ) {
        client.getOutputStream().write(buffer, 0, count);
      }
    } catch (IOException broken) {
      // the load has ended
    }
  }

  private static void serveHttp() throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true"); // off by default
    byte[] page = Server.page();
    HttpServer server = HttpServer.create(Server.anyPort(), Server.BACKLOG);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> answer(exchange, page));
    server.start();
    Server.announce(server.getAddress().getPort());
  }

  private static void answer(HttpExchange exchange, byte[] page) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", Server.CONTENT_TYPE);
      exchange.sendResponseHeaders(200, page.length);
      exchange.getResponseBody().write(page);
    }
  }
}
