package dev.baton.scraper.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.scraper.Crawler;
import dev.baton.scraper.FakeSite;
import dev.baton.scraper.MemoryFiles;
import dev.baton.scraper.MemoryStore;
import dev.baton.testing.VirtualClock;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// In virtual time: a page takes 3 s.
class CrawlPanelTest {
  private final FakeSite site = new FakeSite();

  @Test
  void saysHowFarTheCrawlIs() {
    site.page("/", "/a", "/missing", "/b").page("/a").page("/b");
    for (String path : new String[] {"/", "/a", "/missing", "/b"}) {
      site.slow(path, Duration.ofSeconds(3));
    }
    Crawler crawler =
        new Crawler(
            FakeSite.settings(100, 1),
            new MemoryStore(),
            new MemoryFiles(),
            site,
            _ -> {},
            InstantSource.system());
    CrawlPanel panel = new CrawlPanel(crawler, new LoopLag(), Clock.systemUTC());
    List<String> shown = new ArrayList<>();

    EventLoop.builder()
        .clock(new VirtualClock())
        .run(
            () -> {
              Async.spawn(crawler::run);
              for (int seconds = 1; seconds < 12; seconds += 5) {
                Async.sleep(Duration.ofSeconds(seconds == 1 ? 1 : 5));
                shown.add(panel.line(Duration.ofSeconds(seconds)));
              }
              Async.sleep(Duration.ofSeconds(5));
            });

    assertThat(shown)
        .containsExactly(
            "0 pages, 0 pages/s; 1 in flight, 0 waiting",
            "1 page, 0 pages/s; 1 in flight, 2 waiting",
            "3 pages, 0 pages/s; 1 in flight, 0 waiting");
  }
}
