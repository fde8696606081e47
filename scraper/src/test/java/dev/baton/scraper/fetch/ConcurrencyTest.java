package dev.baton.scraper.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.EventLoop;
import dev.baton.scraper.CrawlLimits;
import dev.baton.scraper.CrawlSettings;
import dev.baton.scraper.Crawler;
import dev.baton.scraper.FakeSite;
import dev.baton.scraper.Manners;
import dev.baton.scraper.MemoryFiles;
import dev.baton.scraper.MemoryStore;
import dev.baton.scraper.Page;
import dev.baton.scraper.sites.GateSite;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How many requests a server really sees at once.
@Timeout(120)
class ConcurrencyTest {
  /// The first pages wait for each other: with fewer requests at once, the crawl would not go on.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 40})
  void asksAsOftenAtOnceAsAllowedAndNoMore(int concurrency) throws Exception {
    String index = GateSite.links(IntStream.range(0, 100).mapToObj(i -> "/" + i).toList());
    CountDownLatch together = new CountDownLatch(concurrency);
    GateSite.Pages pages =
        path -> {
          if (path.equals("/")) {
            return index;
          }
          together.countDown();
          return together.await(20, TimeUnit.SECONDS) ? "<p>page</p>" : "<title>alone</title>";
        };
    try (GateSite site = new GateSite(pages);
        HttpFetcher fetcher = Fetchers.onLoopback(concurrency)) {
      MemoryFiles files = new MemoryFiles();
      List<Page> visited = files.pages;

      EventLoop.run(
          new Crawler(
                  settings(site, concurrency),
                  new MemoryStore(),
                  files,
                  fetcher,
                  _ -> {},
                  InstantSource.system())
              ::run);

      assertThat(visited).hasSize(101);
      assertThat(visited).allSatisfy(page -> assertThat(page.answer().title()).isNull());
      assertThat(site.mostInFlight()).isEqualTo(concurrency);
    }
  }

  private static CrawlSettings settings(GateSite site, int concurrency) {
    return new CrawlSettings(
        List.of(HttpUrl.get(site.url("/"))),
        new FakeSite.AllSites(),
        CrawlLimits.usual(),
        new Manners(concurrency, Duration.ZERO, true),
        "baton-scraper");
  }
}
