package dev.baton.scraper.demo;

import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.net.Listener;
import dev.baton.net.Net;
import dev.baton.net.http.HttpException;
import dev.baton.net.http.HttpServer;
import dev.baton.net.http.Request;
import dev.baton.net.http.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Several hosts by name on one port of loopback.
///
/// ```text
///   shop.localhost     books, with dead links, a forbidden corner, detours and traps
///   busy.localhost     answers 429 now and then
///   slow.localhost     takes its time
///   flaky.localhost    fails now and then
///   broken.localhost   breaks off
///   bomb.localhost     sends too much
///   closed.localhost   has a robots.txt that fails
/// ```
///
/// A request belongs to the host that its `Host` field names; for names that it was not told, and
/// for addresses, the world answers 421. So no page of others can have its name resolve to it.
public final class DemoWorld implements AutoCloseable {
  private final Listener listener;
  private final Addresses addresses;
  private final BusyHost busy = new BusyHost();
  private final Map<String, Site> sites = new LinkedHashMap<>();
  private final AccessLog log = new AccessLog();

  private DemoWorld(Listener listener) {
    this.listener = listener;
    this.addresses = new Addresses(listener.port());
    add(Shop.open(addresses));
    add(busy.open(addresses));
    add(SlowHost.open(addresses));
    add(FlakyHost.open(addresses));
    add(BrokenHost.open(addresses));
    add(BombHost.open(addresses));
    add(ClosedHost.open(addresses));
  }

  private void add(Site site) {
    sites.put(Addresses.host(site.name()), site);
  }

  /// Begins to listen, on the running loop.
  ///
  /// @param port 0: any that is free
  /// @throws IOException if the port cannot be had
  public static DemoWorld open(int port) throws IOException {
    return new DemoWorld(
        Net.listen(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port)));
  }

  /// Serves until it is closed or cancelled. A world is a state: hosts count who asks. So each
  /// crawl that is to see the same gets one of its own.
  @Suspends
  public void serve() {
    new HttpServer(this::answer).serve(listener);
  }

  @Suspends
  private Response answer(Request request) throws Exception {
    long came = EventLoop.running().time();
    try {
      Response response = site(request).answer(request);
      note(request, came, response.status());
      return response;
    } catch (HttpException refused) {
      note(request, came, refused.status());
      throw refused;
    }
  }

  private Site site(Request request) throws HttpException {
    Site site = sites.get(host(request).split(":", 2)[0]);
    if (site == null) {
      throw new HttpException(421, "this port serves " + String.join(", ", starts()));
    }
    return site;
  }

  private void note(Request request, long came, int status) {
    log.add(new Visit(came, host(request), request.target(), status));
  }

  private static String host(Request request) {
    String host = request.header("Host");
    return host == null ? "" : host;
  }

  // --- what is there

  /// The port that all hosts share.
  public int port() {
    return addresses.port();
  }

  /// The start page of each host, the shop first.
  public List<String> starts() {
    return sites.values().stream().map(site -> site.url("/")).toList();
  }

  /// The URL of a path.
  ///
  /// @param host the short name of a host, as `shop`
  public String url(String host, String path) {
    return addresses.url(host, path);
  }

  /// What should become of the URLs that a crawl of all hosts sees.
  public List<Expectation> expectations() {
    return sites.values().stream().flatMap(site -> site.expectations().stream()).toList();
  }

  /// What the world has seen.
  public AccessLog log() {
    return log;
  }

  /// The host that counts how long it was left alone.
  public BusyHost busy() {
    return busy;
  }

  /// The address of a host of the world. No other name is looked up, here or anywhere else.
  ///
  /// @throws UnknownHostException if it is none
  public static List<InetAddress> resolve(String name) throws UnknownHostException {
    return Addresses.resolve(name);
  }

  /// Stops listening; [#serve] then ends with the last connection.
  @Override
  public void close() {
    listener.close();
  }
}
