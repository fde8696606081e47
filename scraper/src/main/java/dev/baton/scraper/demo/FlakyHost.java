package dev.baton.scraper.demo;

import dev.baton.Async;
import dev.baton.Suspends;
import dev.baton.net.http.BodyOutput;
import dev.baton.net.http.Response;
import dev.baton.scraper.UrlState;
import java.io.IOException;

/// `flaky.localhost`: fails, and breaks off.
final class FlakyHost {
  /// How often the page fails that is there in the end.
  static final int FAILURES = 2;

  private static final String HALF = "<!doctype html><title>Half a page</title><p>It goes on to";

  private int asked;

  private FlakyHost() {}

  static Site open(Addresses addresses) {
    FlakyHost host = new FlakyHost();
    return new Site(addresses, "flaky")
        .robots("User-agent: *")
        .page("the start page of a host that fails now and then", "/", FlakyHost::index)
        .at("/patience.html", _ -> host.patience())
        .expect("503 twice, then the page", "/patience.html", UrlState.FETCHED, 200)
        .at("/half.html", _ -> half())
        .expect("a connection that always breaks off", "/half.html", UrlState.FAILED, 200);
  }

  private static String index() {
    return Layout.page(
        "A flaky host",
        Layout.list(
            Layout.link("/patience.html", "Fails twice, then comes"),
            Layout.link("/half.html", "Breaks off in the middle, each time")));
  }

  private Response patience() {
    return ++asked <= FAILURES
        ? Response.text(503, "not now\n")
        : Response.html(Layout.page("Patience", "<p>You have asked often enough.</p>"));
  }

  private static Response half() {
    return Response.streamed(200, "text/html; charset=utf-8", 10_000, FlakyHost::breakOff);
  }

  /// A failure would be reported as one of ours. To be cancelled is none.
  @Suspends
  private static void breakOff(BodyOutput out) throws IOException {
    out.write(HALF);
    Async.currentTask().cancel("breaks off, as it should");
    Async.yieldNow();
  }
}
