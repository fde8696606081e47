package dev.baton.scraper.demo;

import dev.baton.net.http.Response;
import dev.baton.scraper.UrlState;

/// Ways that lead somewhere else, round in a ring, or nowhere.
final class Detours {
  private static final String CHAIN = "a chain of three redirects";
  private static final String DEAD = "dead links";

  static final String LINKS =
      """
      <ul>
      <li><a href="/moved/1">Delivery</a>, which has moved three times</li>
      <li><a href="/ring/a">A ring</a> of redirects</li>
      <li><a href="book/99">A book that was never written</a></li>
      <li><a href="/catalogue-2019.html">An old catalogue</a>,
          <a href="authors/nobody">an author of nothing</a></li>
      </ul>
      """;

  private Detours() {}

  static void addTo(Site site) {
    site.page("a start page that only refreshes", "/", Detours::refresh);
    addChain(site);
    addRing(site);
    site.expect(DEAD, "/shop/book/99", UrlState.FETCHED, 404)
        .expect(DEAD, "/shop/authors/nobody", UrlState.FETCHED, 404)
        .at("/catalogue-2019.html", _ -> Site.html(410, Layout.page("Gone", "<p>For good.</p>")))
        .expect(DEAD, "/catalogue-2019.html", UrlState.FETCHED, 410);
  }

  private static String refresh() {
    return Layout.page(
        "Welcome",
        "<meta http-equiv=\"refresh\" content=\"0; url='shop/'\">\n",
        "<p>One moment.</p>");
  }

  private static void addChain(Site site) {
    site.at("/moved/1", _ -> Response.redirect(301, "/moved/2"))
        .expect(CHAIN, "/moved/1", UrlState.FETCHED, 301)
        .at("/moved/2", _ -> Response.redirect(302, "3"))
        .expect(CHAIN, "/moved/2", UrlState.FETCHED, 302)
        .at("/moved/3", _ -> Response.redirect(308, site.url("/shop/delivery.html")))
        .expect(CHAIN, "/moved/3", UrlState.FETCHED, 308)
        .page(
            "a page at the end of a chain",
            "/shop/delivery.html",
            () -> Layout.page("Delivery", "<p>By balloon, weather permitting.</p>"));
  }

  private static void addRing(Site site) {
    site.at("/ring/a", _ -> Response.redirect(302, "/ring/b"))
        .at("/ring/b", _ -> Response.redirect(302, "/ring/c"))
        .at("/ring/c", _ -> Response.redirect(302, "/ring/a"))
        .expectSome("a ring of redirects", "/ring/", UrlState.FAILED, 302)
        .saying("redirect loop");
  }
}
