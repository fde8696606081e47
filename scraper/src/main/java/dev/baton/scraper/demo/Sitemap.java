package dev.baton.scraper.demo;

import dev.baton.net.http.Response;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The shop's sitemap: it names pages that no link leads to. It is packed in two members, as by
/// `cat a.gz b.gz`, of which a careless reader unpacks the first only.
final class Sitemap {
  static final String PATH = "/sitemap.xml.gz";

  private static final String WHAT = "pages that only the sitemap names";
  private static final int HIDDEN = 3;

  private Sitemap() {}

  static void addTo(Site site) {
    for (int i = 1; i <= HIDDEN; i++) {
      String title = "Remainder " + i;
      site.page(WHAT, path(i), () -> Layout.page(title, "<p>Nothing leads here.</p>"));
    }
    site.at(PATH, _ -> Response.bytes(200, "application/gzip", packed(xml(site))));
  }

  private static String path(int number) {
    return "/shop/remainders/" + number;
  }

  private static String xml(Site site) {
    String entries =
        Stream.of("/shop/", path(1), path(2), path(3))
            .map(path -> "  <url><loc>" + site.url(path) + "</loc></url>")
            .collect(Collectors.joining("\n"));
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
    %s
    </urlset>
    """
        .formatted(entries);
  }

  private static byte[] packed(String xml) {
    byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
    int half = bytes.length / 2;
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    members.writeBytes(Bodies.gzip(Arrays.copyOf(bytes, half)));
    members.writeBytes(Bodies.gzip(Arrays.copyOfRange(bytes, half, bytes.length)));
    return members.toByteArray();
  }
}
