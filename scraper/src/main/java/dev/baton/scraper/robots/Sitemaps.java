package dev.baton.scraper.robots;

import java.util.Arrays;
import okhttp3.HttpUrl;

/// Reads sitemaps: XML, and text with a URL in each line (sitemaps.org), RSS and Atom.
///
/// What is wrong with a file is no failure: what comes before the fault counts.
public final class Sitemaps {
  /// How much of a file is read, unpacked.
  public static final int MOST_BYTES = 50 * 1024 * 1024;

  /// How many URLs of a file are read.
  public static final int MOST_URLS = 50_000;

  private Sitemaps() {}

  /// Whether a file is packed, whatever its name and its headers say. Who has it unpacks it before
  /// it is read.
  public static boolean isGzip(byte[] body) {
    return body.length > 2 && body[0] == 0x1F && body[1] == (byte) 0x8B;
  }

  /// Reads a sitemap.
  ///
  /// @param at where it was found
  /// @param body the file, unpacked
  public static Sitemap read(HttpUrl at, byte[] body) {
    SitemapUrls urls = new SitemapUrls(at);
    if (isGzip(body)) {
      urls.problem("it is packed with gzip");
      return urls.sitemap();
    }
    boolean cut = body.length > MOST_BYTES;
    read(SitemapReader.of(cut ? Arrays.copyOf(body, MOST_BYTES) : body), urls);
    if (cut) {
      urls.cut("it is longer than 50 MiB; its end was not read");
    }
    return urls.sitemap();
  }

  private static void read(SitemapReader reader, SitemapUrls urls) {
    if (reader.isXml()) {
      new SitemapXml(urls).read(reader);
    } else {
      SitemapText.read(reader, urls);
    }
  }
}
