package dev.baton.scraper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Task;
import dev.baton.scraper.Crawler;
import dev.baton.scraper.FakeSite;
import dev.baton.testing.VirtualClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// In virtual time: a page takes 3 s.
class ProgressTest {
  private final FakeSite site = new FakeSite();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  ProgressTest() {
    site.page("/", "/a", "/missing", "/b").page("/a").page("/b");
    for (String path : new String[] {"/", "/a", "/missing", "/b"}) {
      site.slow(path, Duration.ofSeconds(3));
    }
  }

  @Test
  void aPipeGetsALineNowAndThen() {
    showWhileCrawling(false);

    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            """
            1 ok; 1 in flight, 2 waiting; 0 pages/s
            2 ok, 1 with an error status; 1 in flight, 0 waiting; 0 pages/s
            """);
  }

  @Test
  void aTerminalGetsOneLineThatChangesAndIsGoneAtTheEnd() {
    showWhileCrawling(true);

    assertThat(err.toString())
        .startsWith("\r\033[K0 ok; 1 in flight, 0 waiting; 0 pages/s\r\033[K0 ok;")
        .contains("\r\033[K2 ok; 1 in flight, 1 waiting; 0 pages/s\r")
        .endsWith("0 waiting; 0 pages/s\r\033[K")
        .doesNotContain("\n");
  }

  private void showWhileCrawling(boolean live) {
    Crawler crawler = new Crawler(FakeSite.settings(100, 1), site, _ -> {});
    Progress progress = new Progress(crawler, new PrintStream(err, true), live);
    EventLoop.builder()
        .clock(new VirtualClock())
        .run(
            () -> {
              Task<Void> showing = Async.spawn(progress::run);
              crawler.run();
              showing.cancel();
            });
  }
}
