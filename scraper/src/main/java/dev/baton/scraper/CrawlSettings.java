package dev.baton.scraper;

import java.util.List;
import okhttp3.HttpUrl;

/// What a crawl visits, and how.
///
/// @param starts the pages to begin with, at least one
/// @param selection which of the URLs that are found belong to it
/// @param limits how far it goes
/// @param manners how hosts are treated
/// @param agent the name that robots.txt is searched for, such as `baton-scraper`
public record CrawlSettings(
    List<HttpUrl> starts, Selection selection, CrawlLimits limits, Manners manners, String agent) {
  public CrawlSettings {
    starts = List.copyOf(starts);
    if (starts.isEmpty()) {
      throw new IllegalArgumentException("a crawl needs a URL to start with");
    }
  }
}
