package dev.baton.scraper.demo;

import dev.baton.Async;
import dev.baton.net.http.Response;
import dev.baton.scraper.UrlState;
import java.time.Duration;
import java.util.stream.IntStream;

/// `slow.localhost`: each page takes its time.
final class SlowHost {
  private static final Duration TIME = Duration.ofMillis(300);
  private static final int PAGES = 4;
  private static final String WHAT = "a host that takes 300 ms for each page";

  private SlowHost() {}

  static Site open(Addresses addresses) {
    Site site = new Site(addresses, "slow").robots("User-agent: *");
    slowly(site, "/", index());
    for (int i = 1; i <= PAGES; i++) {
      slowly(site, "/volume/" + i, Layout.page("Volume " + i, "<p>Good things take time.</p>"));
    }
    return site;
  }

  private static void slowly(Site site, String path, String page) {
    site.at(
            path,
            _ -> {
              Async.sleep(TIME);
              return Response.html(page);
            })
        .expect(WHAT, path, UrlState.FETCHED, 200);
  }

  private static String index() {
    return Layout.page(
        "A slow host",
        Layout.list(
            "plain",
            IntStream.rangeClosed(1, PAGES)
                .mapToObj(i -> Layout.link("/volume/" + i, "Volume " + i))
                .toList()));
  }
}
