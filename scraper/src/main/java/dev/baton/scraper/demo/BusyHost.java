package dev.baton.scraper.demo;

import dev.baton.EventLoop;
import dev.baton.net.http.Request;
import dev.baton.net.http.Response;
import dev.baton.scraper.UrlState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// `busy.localhost`: on every fifth request it says that it wants to be left alone for two seconds.
/// It measures how long it was.
public final class BusyHost {
  /// How long it wants to be left alone.
  public static final Duration PAUSE = Duration.ofSeconds(2);

  /// So long after a 429 it has been received and stored.
  private static final Duration SETTLED = Duration.ofSeconds(1);

  private static final int EVERY = 5;
  private static final int PAGES = 6;

  /// With the start page and robots.txt.
  private static final int ALL = PAGES + 2;

  private static final String WHAT = "a host that says 429 now and then";

  private final List<Duration> pauses = new ArrayList<>();

  /// The pages that it has given away.
  private final Set<String> served = new HashSet<>();

  private int requests;

  /// When it said so; -1 if nobody has asked too much since the last pause.
  private long saidAt = -1;

  BusyHost() {}

  Site open(Addresses addresses) {
    Site site = new Site(addresses, "busy");
    site.at("/robots.txt", request -> unlessTooOften(request, Response.text("User-agent: *\n")));
    site.at("/", request -> unlessTooOften(request, Response.html(index())));
    site.expect(WHAT, "/", UrlState.FETCHED, 200);
    for (int i = 1; i <= PAGES; i++) {
      String page = Layout.page("Counter " + i, "<p>Please wait to be served.</p>");
      site.at("/counter/" + i, request -> unlessTooOften(request, Response.html(page)));
      site.expect(WHAT, "/counter/" + i, UrlState.FETCHED, 200);
    }
    return site;
  }

  private static String index() {
    List<String> counters =
        IntStream.rangeClosed(1, PAGES)
            .mapToObj(i -> Layout.link("/counter/" + i, "Counter " + i))
            .toList();
    String hint = "<p>Every fifth request gets 429 and has to come back after 2 s.</p>";
    return Layout.page("A busy host", hint + Layout.list("plain", counters));
  }

  private Response unlessTooOften(Request request, Response response) {
    long now = EventLoop.running().time();
    if (saidAt >= 0) {
      pauses.add(Duration.ofNanos(now - saidAt));
      saidAt = -1;
    }
    if (++requests % EVERY != 0) {
      served.add(request.path());
      return response;
    }
    saidAt = now;
    return Response.text(429, request + " comes too soon\n")
        .header("Retry-After", Long.toString(PAUSE.toSeconds()));
  }

  /// Whether a crawler that is killed now knows whether it may come back: it does not while a 429
  /// is on its way to it.
  public boolean isSettled() {
    return saidAt < 0
        ? requests % EVERY != EVERY - 1 || served.size() == ALL
        : EventLoop.running().time() - saidAt >= SETTLED.toNanos();
  }

  /// How long it was left alone, each time that it wanted to be.
  public List<Duration> pauses() {
    return List.copyOf(pauses);
  }
}
