package dev.baton.scraper.demo;

import dev.baton.Async;
import dev.baton.Suspends;
import dev.baton.net.http.BodyOutput;
import dev.baton.net.http.Response;
import dev.baton.scraper.UrlState;
import java.io.IOException;

/// `broken.localhost`: breaks off in the middle of a page. It is a host of its own, so that nobody
/// else has to wait for its sake.
final class BrokenHost {
  private static final String HALF = "<!doctype html><title>Half a page</title><p>It goes on to";

  private BrokenHost() {}

  static Site open(Addresses addresses) {
    return new Site(addresses, "broken")
        .robots("User-agent: *")
        .page(Site.START, "/", BrokenHost::index)
        .at("/half.html", _ -> half())
        .expect("a connection that always breaks off", "/half.html", UrlState.FAILED, 200)
        .saying("the connection was closed");
  }

  private static String index() {
    return Layout.page(
        "A broken host",
        Layout.list(Layout.link("/half.html", "Breaks off in the middle, each time")));
  }

  private static Response half() {
    return Response.streamed(200, "text/html; charset=utf-8", 10_000, BrokenHost::breakOff);
  }

  /// A failure would be reported as one of ours. To be cancelled is none.
  @Suspends
  private static void breakOff(BodyOutput out) throws IOException {
    out.write(HALF);
    Async.currentTask().cancel("breaks off, as it should");
    Async.yieldNow();
  }
}
