package dev.baton.scraper;

import okhttp3.HttpUrl;

/// Where a page leads.
///
/// @param follow false if the page asks not to follow it (`nofollow`)
public record Link(HttpUrl url, boolean follow) {}
