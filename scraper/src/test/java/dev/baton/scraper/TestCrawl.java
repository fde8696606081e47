package dev.baton.scraper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.program.CannotWriteException;
import dev.baton.testing.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;

/// A crawl in virtual time, of sites without a network, with its store and files in memory.
final class TestCrawl {
  static final Instant START = Instant.parse("2026-11-29T10:00:00Z");

  final FakeSite site = new FakeSite();
  final List<String> notices = new ArrayList<>();

  MemoryStore store = new MemoryStore();
  MemoryFiles files = new MemoryFiles();
  CrawlSettings settings = FakeSite.settings(CrawlLimits.usual(), Manners.usual());
  Crawler crawler;

  /// How long the last run has taken.
  Duration took;

  TestCrawl with(Manners manners) {
    settings = FakeSite.settings(settings.limits(), manners);
    return this;
  }

  TestCrawl with(CrawlLimits limits) {
    settings = FakeSite.settings(limits, settings.manners());
    return this;
  }

  /// All hosts are in scope, and these are the starts.
  TestCrawl everywhere(String... starts) {
    List<HttpUrl> urls = List.of(starts).stream().map(FakeSite::url).toList();
    settings =
        new CrawlSettings(
            urls, new FakeSite.AllSites(), settings.limits(), settings.manners(), "baton-scraper");
    return this;
  }

  /// Runs it to its end.
  TestCrawl run() {
    VirtualClock clock = new VirtualClock();
    long start = clock.nanoTime();
    try {
      EventLoop.builder().clock(clock).run(this::crawlHere);
    } catch (CannotWriteException impossible) {
      throw new AssertionError(impossible);
    }
    took = Duration.ofNanos(clock.nanoTime() - start);
    return this;
  }

  /// Runs it on the loop that is there.
  @Suspends
  void crawlHere() throws CannotWriteException {
    crawler = new Crawler(settings, store, files, site, notices::add, () -> START);
    crawler.run();
    assertThat(EventLoop.running().allTasks()).as("tasks that are left").hasSize(1);
    assertNobodyWasAskedEarly();
  }

  private void assertNobodyWasAskedEarly() {
    assertThat(files.requests)
        .allSatisfy(request -> assertThat(request.at()).isAfterOrEqualTo(request.allowed()));
  }

  UrlState state(String url) {
    return store.entry(FakeSite.url(url).toString()).url().state();
  }

  String detail(String url) {
    return store.entry(FakeSite.url(url).toString()).detail();
  }

  /// When each request was sent, in milliseconds since the start.
  List<Long> moments(String url) {
    return files.requests.stream()
        .filter(request -> request.url().equals(FakeSite.url(url).toString()))
        .map(request -> Duration.between(START, request.at()).toMillis())
        .toList();
  }
}
