package dev.baton.scraper.robots;

import dev.baton.scraper.url.PageUrls;
import java.util.Locale;

/// A sitemap that is a text: a URL in each line (sitemaps.org, "Text file"). Other lines are passed
/// over, and so is what is no whole URL: it is rather the text of an error.
final class SitemapText {
  private SitemapText() {}

  static void read(SitemapReader reader, SitemapUrls urls) {
    StringBuilder line = new StringBuilder();
    boolean some = false;
    for (int c; (c = reader.read()) >= 0 && !urls.isCut(); ) {
      if (c == '\n' || c == '\r') {
        some |= add(line, urls);
      } else if (line.length() <= PageUrls.MAX_LENGTH) {
        line.append((char) c);
      }
    }
    some |= add(line, urls);
    if (!some) {
      urls.problem("it is no sitemap: it is neither XML nor a list of URLs");
    }
  }

  private static boolean add(StringBuilder line, SitemapUrls urls) {
    String url = line.toString().strip();
    line.setLength(0);
    if (!isUrl(url)) {
      return false;
    }
    urls.addPage(url);
    return true;
  }

  private static boolean isUrl(String text) {
    String start = text.substring(0, Math.min(8, text.length())).toLowerCase(Locale.ROOT);
    return start.startsWith("http://") || start.startsWith("https://");
  }
}
