package dev.baton.scraper.cli;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.scraper.Crawler;
import dev.baton.scraper.Text;
import java.io.PrintStream;
import java.time.Duration;

/// Says how far the crawl is, again and again: on a terminal in one line that changes, elsewhere in
/// a line now and then.
final class Progress {
  private static final Duration LIVE = Duration.ofMillis(200);
  private static final Duration PLAIN = Duration.ofSeconds(5);
  private static final String ERASE_LINE = "\r\033[K";

  private final Crawler crawler;
  private final PrintStream err;
  private final boolean live;

  /// @param live whether `err` is a terminal
  Progress(Crawler crawler, PrintStream err, boolean live) {
    this.crawler = crawler;
    this.err = err;
    this.live = live;
  }

  /// To be run as a task until the crawl is over, and then cancelled.
  @Suspends
  void run() {
    long startedAt = EventLoop.running().time();
    try {
      while (true) {
        Async.sleep(live ? LIVE : PLAIN);
        show(Duration.ofNanos(EventLoop.running().time() - startedAt));
      }
    } finally {
      if (live) {
        err.print(ERASE_LINE);
        err.flush();
      }
    }
  }

  private void show(Duration elapsed) {
    err.print(live ? ERASE_LINE + text(elapsed) : text(elapsed) + System.lineSeparator());
    err.flush();
  }

  private String text(Duration elapsed) {
    return crawler.tally().text()
        + "; "
        + crawler.inFlight()
        + " in flight, "
        + crawler.waiting()
        + " waiting; "
        + Text.rate(crawler.tally().pages(), elapsed);
  }
}
