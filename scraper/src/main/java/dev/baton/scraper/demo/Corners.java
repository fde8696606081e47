package dev.baton.scraper.demo;

import dev.baton.net.http.Response;
import dev.baton.scraper.UrlState;

/// Where a polite crawler does not go, or goes and says nothing of it.
final class Corners {
  private static final String FORBIDDEN = "a corner that robots.txt forbids";
  private static final String RULE = "Disallow: /private/";
  private static final String NOFOLLOW = "links that are not to be followed";
  private static final String NOINDEX = "pages that do not want to be listed";
  private static final String INSIDE = "addresses of somebody's inner network";
  private static final String ELSEWHERE = "links to other people's hosts";

  /// A private address; nobody must ever dial it.
  private static final String ROUTER = "http://10.0.0.1/admin";

  /// Where clouds hand out keys to whoever asks from inside.
  private static final String METADATA = "http://169.254.169.254/latest/meta-data/";

  static final String LINKS =
      """
      <ul>
      <li><a href="/private/">Staff only</a>, and <a href="/private/accounts.html">accounts</a></li>
      <li><a href="/go/ledger">The ledger</a>, by a way that robots.txt has forgotten</li>
      <li><a rel="nofollow" href="/shop/advertisement.html">An advertisement</a></li>
      <li><a href="guestbook.html">The guestbook</a>, where strangers leave links</li>
      <li><a href="thanks.html">Thanks</a> and <a href="draft.html">a draft</a>, not to be listed</li>
      <li><a href="%s">The router</a>, <a href="%s">the cloud</a>, <a href="/go/inside">by a detour</a></li>
      <li><a href="https://www.example.org/">Other</a> <a href="http://example.com/books">people</a></li>
      <li><a href="mailto:shop@shop.localhost">Write</a>, <a href="tel:+100">call</a>,
          <a href="javascript:history.back()">go back</a></li>
      </ul>
      """
          .formatted(ROUTER, METADATA);

  private Corners() {}

  static void addTo(Site site) {
    addForbidden(site);
    addNofollow(site);
    addNoindex(site);
    addElsewhere(site);
  }

  private static void addForbidden(Site site) {
    site.robots(
            "# The rules of the shop",
            "User-agent: *",
            RULE,
            "Content-Signal: search=yes, ai-train=no",
            "",
            "Sitemap: " + site.url(Sitemap.PATH))
        .below("/private/", _ -> Response.html(Layout.page("Private", "<p>Please leave.</p>")))
        .expect(FORBIDDEN, "/private/", UrlState.FORBIDDEN, 0)
        .saying(RULE)
        .expect(FORBIDDEN, "/private/accounts.html", UrlState.FORBIDDEN, 0)
        .saying(RULE)
        .at("/go/ledger", _ -> Response.redirect(302, "/private/ledger.html"))
        .expect(FORBIDDEN, "/private/ledger.html", UrlState.FORBIDDEN, 0)
        .saying(RULE);
  }

  private static void addNofollow(Site site) {
    String advertisement = Layout.page("Buy now", "<p>You should not have come.</p>");
    String guestbook = "<p>“Lovely shop!” — <a href=\"guestbook/1\">a stranger</a></p>";
    site.at("/shop/advertisement.html", _ -> Response.html(advertisement))
        .expect(NOFOLLOW, "/shop/advertisement.html", UrlState.NOFOLLOW, 0)
        .page(
            "a page whose links are not to be followed",
            "/shop/guestbook.html",
            () -> Layout.page("Guestbook", robots("nofollow"), guestbook))
        .expect(NOFOLLOW, "/shop/guestbook/1", UrlState.NOFOLLOW, 0);
  }

  private static void addNoindex(Site site) {
    String thanks = Layout.page("Thanks", robots("noindex"), Layout.link("voucher.html", "A gift"));
    site.at("/shop/thanks.html", _ -> Response.html(thanks))
        .expect(NOINDEX, "/shop/thanks.html", UrlState.NOINDEX, 200)
        .page(
            "a page that only an unlisted one leads to",
            "/shop/voucher.html",
            () -> Layout.page("A voucher", "<p>One book for free, if you find it.</p>"))
        .at("/shop/draft.html", _ -> draft())
        .expect(NOINDEX, "/shop/draft.html", UrlState.NOINDEX, 200);
  }

  private static String robots(String rule) {
    return "<meta name=\"robots\" content=\"" + rule + "\">\n";
  }

  private static Response draft() {
    return Response.html(Layout.page("A draft", "<p>Not finished.</p>"))
        .header("X-Robots-Tag", "noindex");
  }

  private static void addElsewhere(Site site) {
    site.expect(INSIDE, ROUTER, UrlState.PRIVATE_ADDRESS, 0)
        .expect(INSIDE, METADATA, UrlState.PRIVATE_ADDRESS, 0)
        .at("/go/inside", _ -> Response.redirect(302, "http://10.0.0.1/detour"))
        .expect(INSIDE, "http://10.0.0.1/detour", UrlState.PRIVATE_ADDRESS, 0)
        .expect(ELSEWHERE, "https://www.example.org/", UrlState.OUT_OF_SCOPE, 0)
        .expect(ELSEWHERE, "http://example.com/books", UrlState.OUT_OF_SCOPE, 0)
        .expect(ELSEWHERE, site.addresses().url("other", "/"), UrlState.OUT_OF_SCOPE, 0);
  }
}
