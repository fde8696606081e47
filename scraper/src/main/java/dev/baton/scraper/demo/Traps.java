package dev.baton.scraper.demo;

import dev.baton.net.http.Request;
import dev.baton.net.http.Response;
import dev.baton.scraper.UrlState;
import java.time.YearMonth;

/// Rows of pages that never end.
///
/// | where | what it is |
/// |---|---|
/// | `/calendar` | a month after the other |
/// | `/loop/` | a link that is relative where it should not be: the path repeats itself |
/// | `/visit` | each page has a new session id in all its links |
/// | `/deep/` | each page is one level below the last |
final class Traps {
  private static final YearMonth FIRST = YearMonth.of(2026, 1);

  static final String LINKS =
      """
      <ul>
      <li><a href="/calendar">The calendar</a> of readings, with a link to the next month</li>
      <li><a href="/loop/">A loop</a></li>
      <li><a href="/visit?sid=a1b2c3d4e5f60718">Your visit</a>, with a new number on each page</li>
      <li><a href="/deep/1/">The cellar</a>, and below it another</li>
      </ul>
      """;

  private Traps() {}

  static void addTo(Site site) {
    site.at("/calendar", request -> Response.html(calendar(request)))
        .expectSome("an endless calendar", "/calendar?", UrlState.TRAP, 200)
        .saying("endless calendar")
        .below("/loop/", _ -> Response.html(oneLink("A loop", "loop/", "Further in")))
        .expectSome("a path that repeats itself", "/loop/", UrlState.TRAP, 200)
        .saying("repeating path")
        .at("/visit", request -> Response.html(visit(request)))
        .expectSome("session ids", "/visit?", UrlState.TRAP, 200)
        .saying("session id")
        .below("/deep/", request -> Response.html(deeper(request)))
        .expectSome("a site without a floor", "/deep/", UrlState.TRAP, 200)
        .saying("depth");
  }

  private static String oneLink(String title, String target, String text) {
    return Layout.page(title, "<p>" + Layout.link(target, text) + "</p>");
  }

  private static String calendar(Request request) {
    String asked = request.query("month");
    YearMonth month =
        asked != null && asked.matches("[0-9]{4}-(0[1-9]|1[0-2])") ? YearMonth.parse(asked) : FIRST;
    String links =
        Layout.link("?month=" + month.minusMonths(1), "Earlier")
            + " · "
            + Layout.link("?month=" + month.plusMonths(1), "Later");
    return Layout.page("Readings in " + month, "<p>Nothing planned.</p><p>" + links + "</p>");
  }

  /// The next id follows from this one, so that each crawl sees the same.
  private static String visit(Request request) {
    String id = request.query("sid");
    long next = (id == null ? 0 : id.hashCode()) * 0x9E3779B97F4A7C15L;
    return oneLink("Your visit", "/visit?sid=" + String.format("%016x", next), "Go on");
  }

  private static String deeper(Request request) {
    int level = request.path().split("/").length - 1;
    return oneLink("Cellar " + level, level + "/", "Down the stairs");
  }
}
