package dev.baton.scraper.job;

import dev.baton.scraper.CrawlLimits;
import dev.baton.scraper.Manners;
import java.util.List;
import okhttp3.HttpUrl;

/// What somebody wants to have crawled, and how.
///
/// @param starts the URLs to begin with
/// @param contact a URL or a mail address that servers see; null if there is none
public record JobSettings(
    List<HttpUrl> starts, CrawlLimits limits, Manners manners, String contact) {}
