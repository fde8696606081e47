package dev.baton.scraper.demo;

import dev.baton.net.http.Response;
import dev.baton.scraper.UrlState;

/// `closed.localhost`: its robots.txt fails, so nobody knows what may be asked, and nothing may.
final class ClosedHost {
  private ClosedHost() {}

  static Site open(Addresses addresses) {
    return new Site(addresses, "closed")
        .at("/robots.txt", _ -> Response.text(500, "closed for repairs\n"))
        .at("/", _ -> Response.html(Layout.page("Closed", "<p>You should not be here.</p>")))
        .expect("a host whose robots.txt answers 500", "/", UrlState.FORBIDDEN, 0)
        .saying("status 500");
  }
}
