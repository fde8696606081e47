package dev.baton.scraper.demo;

import dev.baton.net.http.Response;

/// `shop.localhost`: a shop for books, and around its shelves what crawlers stumble over.
final class Shop {
  private static final String WHAT = "pages of a shop";

  private Shop() {}

  static Site open(Addresses addresses) {
    Site site = new Site(addresses, "shop");
    site.at("/shop", _ -> Response.redirect(301, "/shop/")).page(WHAT, "/shop/", () -> home(site));
    Shelves.addTo(site, WHAT);
    Corners.addTo(site);
    Detours.addTo(site);
    Bodies.addTo(site);
    Traps.addTo(site);
    Sitemap.addTo(site);
    return site;
  }

  private static String home(Site site) {
    return Layout.page(
        "The Paper Lantern, books",
        "<p>Forty books, four shelves, and some corners where no robot should linger.</p>"
            + "<h2>Shelves</h2>"
            + Layout.list("cards", Shelves.cards())
            + "<h2>Corners</h2>"
            + Corners.LINKS
            + "<h2>Detours</h2>"
            + Detours.LINKS
            + "<h2>Odd pages</h2>"
            + Bodies.LINKS
            + "<h2>Traps</h2>"
            + Traps.LINKS
            + "<h2>Our other houses</h2>"
            + neighbours(site.addresses()));
  }

  private static String neighbours(Addresses addresses) {
    return Layout.list(
        Layout.link(addresses.url("busy", "/"), "A busy one"),
        Layout.link(addresses.url("slow", "/"), "A slow one"),
        Layout.link(addresses.url("flaky", "/"), "One that fails now and then"),
        Layout.link(addresses.url("broken", "/"), "One that breaks off"),
        Layout.link(addresses.url("bomb", "/"), "One that sends too much"),
        Layout.link(addresses.url("closed", "/"), "One that is closed"),
        Layout.link(addresses.url("other", "/"), "One that nobody asked you to visit"));
  }
}
