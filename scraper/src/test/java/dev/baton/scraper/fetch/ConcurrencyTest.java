package dev.baton.scraper.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.EventLoop;
import dev.baton.scraper.CrawlSettings;
import dev.baton.scraper.Crawler;
import dev.baton.scraper.Page;
import dev.baton.scraper.sites.GateSite;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
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
  void asksAsOftenAtOnceAsAllowedAndNoMore(int concurrency) throws IOException {
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
      CrawlSettings settings =
          new CrawlSettings(HttpUrl.get(site.url("/")), 1000, concurrency, Duration.ofSeconds(60));
      List<Page> visited = new ArrayList<>();

      EventLoop.run(new Crawler(settings, fetcher, visited::add)::run);

      assertThat(visited).hasSize(101);
      assertThat(visited).allSatisfy(page -> assertThat(page.answer().title()).isNull());
      assertThat(site.mostInFlight()).isEqualTo(concurrency);
    }
  }
}
