package dev.baton.scraper.demo;

import dev.baton.net.http.Response;
import dev.baton.scraper.UrlState;

/// `flaky.localhost`: fails now and then.
final class FlakyHost {
  /// How often the page fails that is there in the end.
  static final int FAILURES = 2;

  private int asked;

  private FlakyHost() {}

  static Site open(Addresses addresses) {
    FlakyHost host = new FlakyHost();
    return new Site(addresses, "flaky")
        .robots("User-agent: *")
        .page(Site.START, "/", FlakyHost::index)
        .at("/patience.html", _ -> host.patience())
        .expect("503 twice, then the page", "/patience.html", UrlState.FETCHED, 200);
  }

  private static String index() {
    return Layout.page(
        "A flaky host", Layout.list(Layout.link("/patience.html", "Fails twice, then comes")));
  }

  private Response patience() {
    return ++asked <= FAILURES
        ? Response.text(503, "not now\n")
        : Response.html(Layout.page("Patience", "<p>You have asked often enough.</p>"));
  }
}
