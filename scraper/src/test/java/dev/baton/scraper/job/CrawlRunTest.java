package dev.baton.scraper.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Action;
import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
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
import java.io.IOException;
import java.io.OutputStream;
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

  @Test
  void writesEveryPageAndShowsHowFarItIs() throws Exception {
    site.page("/", "/a", "/b");

    onLoop(() -> run(files, err).run());

    assertThat(files.pages).hasSize(3);
    assertThat(err.toString()).contains("1 pages; 2 in flight");
  }

  @Test
  void whenItIsCancelledThePagesThatCameAreWritten() throws Exception {
    site.page("/", "/a", "/b", "/stuck").slow("/stuck", Duration.ofDays(1));

    onLoop(
        () -> {
          CrawlRun crawl = run(files, err);
          Task<Void> run = Async.spawn(crawl::run);
          while (crawl.crawler().tally().visited() < 3) {
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

    assertThatThrownBy(() -> onLoop(() -> run(full, err).run()))
        .isInstanceOf(CannotWriteException.class)
        .hasMessage("cannot write to pages: the disk is full");
    assertThat(site.inFlight).isZero();
  }

  @Test
  void whenMessagesCannotBeWrittenTheCrawlFails() {
    site.page("/", "/stuck").slow("/stuck", Duration.ofDays(1));
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int oneByte) throws IOException {
            throw new IOException("disk full");
          }
        };

    assertThatThrownBy(() -> onLoop(() -> run(files, full).run()))
        .isInstanceOf(CannotWriteException.class)
        .hasMessage("cannot write to err: disk full");
    assertThat(site.inFlight).isZero();
  }

  private CrawlRun run(MemoryFiles to, OutputStream messages) {
    Output output = new Output(new Sink("out", OutputStream.nullOutputStream()), sink(messages));
    Crawler crawler =
        new Crawler(
            FakeSite.settings(100, 4),
            new MemoryStore(),
            to,
            site,
            output::offer,
            InstantSource.system());
    return new CrawlRun(
        crawler,
        output,
        new Panel(output, Panel.Mode.PLAIN, Duration.ofMillis(20), new CrawlPanel(crawler)));
  }

  private static Sink sink(OutputStream messages) {
    return new Sink("err", messages);
  }

  private static void onLoop(Action<Exception> body) throws Exception {
    EventLoop.run(body.asBody());
  }
}
