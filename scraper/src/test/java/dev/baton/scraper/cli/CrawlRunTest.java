package dev.baton.scraper.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Task;
import dev.baton.program.CannotWriteException;
import dev.baton.program.Output;
import dev.baton.program.Sink;
import dev.baton.scraper.Crawler;
import dev.baton.scraper.FakeSite;
import dev.baton.scraper.sites.SlowDisk;
import dev.baton.terminal.Panel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CrawlRunTest {
  private final FakeSite site = new FakeSite();

  @Test
  void writesEveryPage() throws Exception {
    site.page("/", "/a", "/b");
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    EventLoop.run(run(out)::run);

    assertThat(out.toString().lines()).hasSize(3);
  }

  @Test
  void whenItIsCancelledThePagesThatWereHandedOverAreWritten() throws Exception {
    site.page("/", "/a", "/b", "/stuck").slow("/stuck", Duration.ofDays(1));
    SlowDisk disk = new SlowDisk();
    Crawler[] crawler = {null};

    EventLoop.run(
        () -> {
          Task<Void> run = Async.spawn(run(disk, crawler)::run);
          Blocking.call(() -> disk.begun.await());
          while (crawler[0].tally().pages() < 3) {
            Async.sleep(Duration.ofMillis(1));
          }

          run.cancel();
          while (site.inFlight > 0) {
            Async.yieldNow();
          }
          assertThat(run.isDone()).isFalse();
          disk.goOn.countDown();

          assertThatThrownBy(run::await).isInstanceOf(CancelledError.class);
        });

    assertThat(String.join("", disk.writes).lines()).hasSize(3);
  }

  @Test
  void whenTheOutputFailsSoDoesTheCrawl() {
    site.page("/", "/stuck").slow("/stuck", Duration.ofDays(1));
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int oneByte) throws IOException {
            throw new IOException("disk full");
          }
        };

    assertThatThrownBy(() -> EventLoop.run(run(full)::run))
        .isInstanceOf(CannotWriteException.class)
        .hasMessage("cannot write to out: disk full");
    assertThat(site.inFlight).isZero();
  }

  private CrawlRun run(OutputStream out) {
    return run(out, new Crawler[1]);
  }

  private CrawlRun run(OutputStream out, Crawler[] started) {
    Output output =
        new Output(new Sink("out", out), new Sink("err", OutputStream.nullOutputStream()));
    started[0] =
        new Crawler(
            FakeSite.settings(100, 4), site, page -> output.print(page.url(), () -> "a page"));
    Panel panel = new Panel(output, Panel.Mode.PLAIN, new Progress(started[0]));
    return new CrawlRun(started[0], output, panel);
  }
}
