package dev.baton.scraper.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Action;
import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.program.CannotWriteException;
import dev.baton.program.Output;
import dev.baton.program.Sink;
import dev.baton.scraper.Crawler;
import dev.baton.scraper.FakeSite;
import dev.baton.scraper.MemoryFiles;
import dev.baton.scraper.MemoryStore;
import dev.baton.terminal.Panel;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The tasks of one run.
@Timeout(120)
class CrawlRunTest {
  private final FakeSite site = new FakeSite();
  private final MemoryFiles files = new MemoryFiles();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Crawler crawler;

  @Test
  void writesEveryPageAndShowsHowFarItIs() throws Exception {
    site.page("/", "/a", "/b");

    onLoop(() -> run(files));

    assertThat(files.pages).hasSize(3);
    assertThat(err.toString()).contains("1 page, ").contains("; 2 in flight, 0 waiting\n");
  }

  @Test
  void whenItIsCancelledThePagesThatCameAreWritten() throws Exception {
    site.page("/", "/a", "/b", "/stuck").slow("/stuck", Duration.ofDays(1));

    onLoop(
        () -> {
          Task<Void> run = Async.spawn(() -> run(files));
          while (crawler == null || crawler.tally().visited() < 3) {
            Async.sleep(Duration.ofMillis(1));
          }

          run.cancel();

          assertThatThrownBy(run::await).isInstanceOf(CancelledError.class);
        });

    assertThat(files.pages).hasSize(3);
    assertThat(site.inFlight).isZero();
  }

  @Test
  void whenThePagesCannotBeWrittenTheCrawlFails() {
    site.page("/", "/stuck").slow("/stuck", Duration.ofDays(1));
    MemoryFiles full = new MemoryFiles(Duration.ofMillis(1), 1);

    assertThatThrownBy(() -> onLoop(() -> run(full)))
        .isInstanceOf(CannotWriteException.class)
        .hasMessage("cannot write to pages: the disk is full");
    assertThat(site.inFlight).isZero();
  }

  @Suspends
  private void run(MemoryFiles to) throws CannotWriteException {
    Sink messages = new Sink("err", err);
    Output output = new Output(messages, messages);
    LoopLag lag = new LoopLag();
    crawler =
        new Crawler(
            FakeSite.settings(100, 4),
            new MemoryStore(),
            to,
            site,
            output::offer,
            InstantSource.system());
    CrawlPanel content = new CrawlPanel(crawler, lag, Clock.systemUTC());
    Panel panel = new Panel(output, Panel.Mode.PLAIN, Duration.ofMillis(20), content);
    output.run(new CrawlRun(crawler, panel, lag)::run);
  }

  private static void onLoop(Action<Exception> body) throws Exception {
    EventLoop.run(body.asBody());
  }
}
