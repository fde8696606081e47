package dev.baton.scraper.robots;

import dev.baton.scraper.url.PageUrls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/// Collects the URLs of one sitemap, up to a limit.
final class SitemapUrls {
  private final HttpUrl at;
  private final List<HttpUrl> pages = new ArrayList<>();
  private final List<HttpUrl> sitemaps = new ArrayList<>();
  private String problem = "";
  private boolean cut;

  SitemapUrls(HttpUrl at) {
    this.at = at;
  }

  void addPage(String location) {
    add(location, pages);
  }

  void addSitemap(String location) {
    add(location, sitemaps);
  }

  /// What is no URL is passed over.
  private void add(String location, List<HttpUrl> list) {
    String trimmed = location.strip();
    if (trimmed.isEmpty() || cut) {
      return;
    }
    Optional<HttpUrl> url = PageUrls.resolve(at, trimmed);
    if (url.isPresent() && pages.size() + sitemaps.size() == Sitemaps.MOST_URLS) {
      cut("it lists more than %,d URLs; the others were left out".formatted(Sitemaps.MOST_URLS));
    } else {
      url.ifPresent(list::add);
    }
  }

  void cut(String why) {
    cut = true;
    problem = why;
  }

  boolean isCut() {
    return cut;
  }

  /// The first problem is kept.
  void problem(String sentence) {
    if (problem.isEmpty()) {
      problem = sentence;
    }
  }

  Sitemap sitemap() {
    return new Sitemap(List.copyOf(pages), List.copyOf(sitemaps), problem, cut);
  }
}
