package dev.baton.bench.scraper;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.TaskGroup;
import dev.baton.net.Listener;
import dev.baton.net.Net;
import dev.baton.net.http.HttpServer;
import dev.baton.net.http.Request;
import dev.baton.net.http.Response;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The main class of a JVM that serves a [Site] on each of many loopback addresses, and takes its
/// time for each answer.
///
/// Argument: the pages of each host. Prints the addresses of the start pages in one line; then, for
/// each line that it reads, what it has seen since the last: see [Seen].
final class DelayedHosts {
  static final int HOSTS = 20;
  static final Duration DELAY = Duration.ofMillis(50);

  private static final String HTML = "text/html; charset=utf-8";

  /// All pages, which are made once: making them takes time that no delay says.
  private final List<byte[]> pages;

  private Seen seen = Seen.NOTHING;

  private DelayedHosts(Site site) {
    this.pages = IntStream.range(0, site.pages()).mapToObj(site::html).toList();
  }

  /// What clients did.
  ///
  /// @param answers to requests for pages
  /// @param nanos from the first request to the last answer
  /// @param atOnce the most requests that one host had to answer at the same time
  record Seen(int answers, long begin, long nanos, int atOnce) {
    private static final Seen NOTHING = new Seen(0, 0, 0, 0);

    static Seen parse(String line) {
      String[] words = line.split(" ");
      return new Seen(
          Integer.parseInt(words[0]),
          Long.parseLong(words[1]),
          Long.parseLong(words[2]),
          Integer.parseInt(words[3]));
    }

    private Seen begun(int underWay) {
      return new Seen(
          answers, begin == 0 ? System.nanoTime() : begin, nanos, Math.max(atOnce, underWay));
    }

    private Seen answered(boolean page) {
      return new Seen(answers + (page ? 1 : 0), begin, System.nanoTime() - begin, atOnce);
    }

    private String line() {
      return answers + " " + begin + " " + nanos + " " + atOnce;
    }
  }

  static void main(String[] args) throws Exception {
    DelayedHosts hosts = new DelayedHosts(new Site(Integer.parseInt(args[0])));
    EventLoop.run(hosts::serve);
  }

  @Suspends
  private void serve() throws IOException {
    List<Listener> listeners = new ArrayList<>();
    for (int host = 0; host < HOSTS; host++) {
      listeners.add(Net.listen(new InetSocketAddress("127.0.0." + (2 + host), 0)));
    }
    System.out.println(
        listeners.stream().map(DelayedHosts::start).collect(Collectors.joining(" ")));
    EventLoop loop = EventLoop.running();
    Thread.ofPlatform().daemon().start(() -> answerOrders(loop));
    TaskGroup.run(
        group ->
            listeners.forEach(
                listener -> group.spawn(() -> new HttpServer(new Host()::answer).serve(listener))));
  }

  private static String start(Listener listener) {
    InetSocketAddress address = (InetSocketAddress) listener.localAddress();
    return "http://"
        + address.getAddress().getHostAddress()
        + ":"
        + address.getPort()
        + Site.path(0);
  }

  private void answerOrders(EventLoop loop) {
    try (BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
      while (orders.readLine() != null) {
        loop.callSoonThreadsafe(this::tell);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void tell() {
    System.out.println(seen.line());
    seen = Seen.NOTHING;
  }

  private final class Host {
    private int underWay;

    @Suspends
    private Response answer(Request request) {
      underWay++;
      seen = seen.begun(underWay);
      try {
        Async.sleep(DELAY);
        return response(request.path());
      } finally {
        underWay--;
        seen = seen.answered(request.path().endsWith(".html"));
      }
    }

    private Response response(String path) {
      if (path.equals("/robots.txt")) {
        return Response.text(Site.ROBOTS);
      }
      int page = Site.page(path);
      return page < pages.size() ? Response.bytes(200, HTML, pages.get(page)) : Response.of(404);
    }
  }
}
