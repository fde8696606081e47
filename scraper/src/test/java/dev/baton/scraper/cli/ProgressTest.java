package dev.baton.scraper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.scraper.Crawler;
import dev.baton.scraper.FakeSite;
import dev.baton.testing.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// In virtual time: a page takes 3 s.
class ProgressTest {
  private final FakeSite site = new FakeSite();

  @Test
  void saysHowFarTheCrawlIs() {
    site.page("/", "/a", "/missing", "/b").page("/a").page("/b");
    for (String path : new String[] {"/", "/a", "/missing", "/b"}) {
      site.slow(path, Duration.ofSeconds(3));
    }
    Crawler crawler = new Crawler(FakeSite.settings(100, 1), site, _ -> {});
    Progress progress = new Progress(crawler);
    List<String> shown = new ArrayList<>();

    EventLoop.builder()
        .clock(new VirtualClock())
        .run(
            () -> {
              Async.spawn(crawler::run);
              for (int seconds = 1; seconds < 12; seconds += 5) {
                Async.sleep(Duration.ofSeconds(seconds == 1 ? 1 : 5));
                shown.addAll(progress.lines(Duration.ofSeconds(seconds)));
              }
              Async.sleep(Duration.ofSeconds(5));
            });

    assertThat(shown)
        .containsExactly(
            "0 ok; 1 in flight, 0 waiting; 0 pages/s",
            "1 ok; 1 in flight, 2 waiting; 0 pages/s",
            "2 ok, 1 with an error status; 1 in flight, 0 waiting; 0 pages/s");
  }
}
