package dev.baton.scraper.robots;

import java.util.List;
import okhttp3.HttpUrl;

/// What a sitemap lists (sitemaps.org), in its order, as [dev.baton.scraper.url.PageUrls] spells
/// it. URLs of other hosts are among it; a sitemap may list itself.
///
/// @param pages the pages
/// @param sitemaps other sitemaps, if this is an index
/// @param problem why it was not read, or not to its end, as one sentence; empty if nothing is
///   wrong
/// @param cut whether it is longer than the limits of [Sitemaps] allow, and its end is missing
public record Sitemap(List<HttpUrl> pages, List<HttpUrl> sitemaps, String problem, boolean cut) {}
