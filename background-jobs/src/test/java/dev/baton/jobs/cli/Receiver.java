package dev.baton.jobs.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The far side of webhooks: counts what arrives by `Idempotency-Key`, and answers so many requests
/// as a test allows. What is beyond that waits for its answer.
final class Receiver implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  // --- guarded by this
  private final Map<String, Integer> arrivals = new HashMap<>();
  private int arrived;
  private int answersLeft;

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      arrive(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
      exchange.sendResponseHeaders(204, -1);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void arrive(String key) throws InterruptedException {
    arrivals.merge(key, 1, Integer::sum);
    arrived++;
    notifyAll();
    while (answersLeft == 0) {
      wait();
    }
    answersLeft--;
  }

  /// From now on, so many requests are answered.
  synchronized void answer(int requests) {
    answersLeft = requests;
    notifyAll();
  }

  synchronized int arrived() {
    return arrived;
  }

  /// How often each key has arrived.
  synchronized Map<String, Integer> arrivals() {
    return new HashMap<>(arrivals);
  }

  /// Waits until so many requests have arrived since the beginning.
  synchronized void awaitArrived(int count) throws InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (arrived < count) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new TimeoutException(arrived + " requests have arrived, not " + count);
      }
      wait(left);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
