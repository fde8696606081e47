package dev.baton.bench.scraper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/// A site as a shop could have it: pages of 11 KB, each with a title, a price and 40 links. It is
/// the same each time.
///
/// Page 0 is the start. The first links of a page lead to its children in a tree, so that every
/// page can be reached; the others lead anywhere.
///
/// @param pages how many there are, with the start page
record Site(int pages) {
  static final int LINKS = 40;
  static final String ROBOTS = "User-agent: *\nDisallow: /private/\n";

  private static final int CHILDREN = 20;
  private static final int SIZE = 11_000;
  private static final String[] WORDS =
      ("light weight cotton shirt for summer evenings made of yarn that was spun and dyed by hand"
           + " in a small mill beside the river where it keeps its colour after many years of wear")
          .split(" ");

  /// Writes it as files that any server can serve.
  void write(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("item"));
    Files.writeString(folder.resolve("robots.txt"), ROBOTS);
    for (int page = 0; page < pages; page++) {
      Files.write(folder.resolve(path(page).substring(1)), html(page));
    }
  }

  static String path(int page) {
    return page == 0 ? "/index.html" : "/item/%05d.html".formatted(page);
  }

  /// The number of the page with this path.
  ///
  /// @return more than there can be for a path that none has
  static int page(String path) {
    if (path.equals(path(0))) {
      return 0;
    }
    return path.matches("/item/\\d{5,8}\\.html")
        ? Integer.parseInt(path.substring(6, path.indexOf('.')))
        : Integer.MAX_VALUE;
  }

  /// The text of one page: ASCII.
  byte[] html(int page) {
    Random random = new Random(page);
    StringBuilder html = new StringBuilder(SIZE + 1_000);
    html.append(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>Item %d &amp; what goes with it</title>
        <meta name="description" content="Item %1$d of a shop that does not exist">
        </head>
        <body>
        <h1>Item %1$d</h1>
        <p class="price">%d.%02d</p>
        """
            .formatted(page, 1 + random.nextInt(200), random.nextInt(100)));
    for (int link = 0; link < LINKS; link++) {
      int target = target(page, link, random);
      html.append("<div class=\"card\"><a class=\"more\" href=\"").append(path(target));
      html.append("\">Item ").append(target).append("</a>\n<p>");
      fill(html, SIZE / (LINKS + 1) * (link + 2), random);
      html.append("</p></div>\n");
    }
    return html.append("</body>\n</html>\n").toString().getBytes(StandardCharsets.US_ASCII);
  }

  private int target(int page, int link, Random random) {
    int child = page * CHILDREN + 1 + link;
    return link < CHILDREN && child < pages ? child : random.nextInt(pages);
  }

  private static void fill(StringBuilder html, int length, Random random) {
    while (html.length() < length) {
      html.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
    }
  }
}
