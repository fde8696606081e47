package dev.baton.scraper.demo;

import dev.baton.Suspends;
import dev.baton.net.http.BodyOutput;
import dev.baton.net.http.Response;
import dev.baton.scraper.UrlState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// `bomb.localhost`: sends more than anybody can hold.
final class BombHost {
  /// Of the page that is too large, in bytes.
  static final long HUGE = 64L * 1024 * 1024;

  private static final String TYPE = "text/html; charset=utf-8";
  private static final int PIECE = 64 * 1024;

  private BombHost() {}

  static Site open(Addresses addresses) {
    return new Site(addresses, "bomb")
        .robots("User-agent: *")
        .page(Site.START, "/", BombHost::index)
        .at("/bomb.html", _ -> bomb())
        .expect("a gzip bomb, 1 MB that unpacks to 1 GB", "/bomb.html", UrlState.FAILED, 200)
        .at("/huge.html", _ -> Response.streamed(TYPE, BombHost::writeHuge))
        .expect("a page of 64 MB", "/huge.html", UrlState.FAILED, 200);
  }

  private static String index() {
    return Layout.page(
        "A host that sends too much",
        "<p>Do not open these.</p>"
            + Layout.list(
                Layout.link("/bomb.html", "1 MB that unpacks to 1 GB"),
                Layout.link("/huge.html", "A page of 64 MB")));
  }

  private static Response bomb() {
    return Response.streamed(200, TYPE, GzipBomb.LENGTH, GzipBomb::writeTo)
        .header("Content-Encoding", "gzip");
  }

  @Suspends
  private static void writeHuge(BodyOutput out) throws IOException {
    byte[] piece = "<p>More of the same.\n".repeat(PIECE).getBytes(StandardCharsets.UTF_8);
    for (long sent = 0; sent < HUGE; sent += PIECE) {
      out.write(ByteBuffer.wrap(piece, 0, PIECE));
    }
  }
}
