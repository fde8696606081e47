package dev.baton.scraper.job;

import dev.baton.scraper.CrawlLimits;
import dev.baton.scraper.CrawlSettings;
import dev.baton.scraper.Manners;
import dev.baton.scraper.fetch.FetchSettings;

/// What somebody wants to have crawled, and how. It holds no secret, so that it can be kept.
public record JobSettings(
    Starts starts,
    ScopeSettings scope,
    CrawlLimits limits,
    Manners manners,
    RequestSettings requests,
    PageSettings pages) {
  /// As it is done where the user says nothing else.
  public static JobSettings of(Starts starts) {
    return new JobSettings(
        starts,
        ScopeSettings.usual(),
        CrawlLimits.usual(),
        Manners.usual(),
        RequestSettings.usual(),
        PageSettings.usual());
  }

  JobSettings with(CrawlLimits newLimits) {
    return new JobSettings(starts, scope, newLimits, manners, requests, pages);
  }

  /// @throws IllegalArgumentException in one sentence for whoever typed it
  CrawlSettings crawl() {
    return new CrawlSettings(
        starts.all(), starts.typed(), JobSelection.of(this), limits, manners, FetchSettings.NAME);
  }
}
