package dev.baton.scraper.job;

import dev.baton.scraper.Crawler;
import java.time.Duration;

/// How a crawl has ended.
///
/// @param stopped whether a signal has ended it
public record Outcome(Crawler crawler, Duration took, boolean stopped) {}
