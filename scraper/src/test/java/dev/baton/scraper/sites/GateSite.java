package dev.baton.scraper.sites;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A site on loopback whose pages are made when they are asked for, and that counts who asks at
/// once.
public final class GateSite implements AutoCloseable {
  /// Makes the page of a path, on a thread of its own; may block.
  public interface Pages {
    String html(String path) throws Exception;
  }

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final Pages pages;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger mostInFlight = new AtomicInteger();

  public GateSite(Pages pages) throws IOException {
    this.pages = pages;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.createContext("/robots.txt", GateSite::refuse);
    server.start();
  }

  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  public int mostInFlight() {
    return mostInFlight.get();
  }

  public static String links(Iterable<String> targets) {
    StringBuilder html = new StringBuilder();
    targets.forEach(target -> html.append("<a href='").append(target).append("'>x</a>"));
    return html.toString();
  }

  private void handle(HttpExchange exchange) throws IOException {
    mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
    byte[] body;
    try {
      body = pages.html(exchange.getRequestURI().getPath()).getBytes(UTF_8);
    } catch (Exception stopped) {
      exchange.close();
      return;
    } finally {
      inFlight
          .decrementAndGet(); // before the answer: after it, the client may be quicker than we are
    }
    exchange.getResponseHeaders().set("Content-Type", "text/html");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static void refuse(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(404, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
