package dev.baton.scraper.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.EventLoop;
import dev.baton.Task;
import dev.baton.scraper.Answer;
import dev.baton.scraper.FakeSite;
import dev.baton.scraper.Page;
import dev.baton.scraper.sites.SlowDisk;
import dev.baton.sync.QueueShutDownException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PageWriterTest {
  @Test
  void writesEachPageAsALineInOrder() throws Exception {
    SlowDisk disk = new SlowDisk();
    disk.goOn.countDown();
    PageWriter writer = new PageWriter(disk);

    EventLoop.run(
        () -> {
          Task<Void> writing = Async.spawn(writer::run);
          for (int i = 0; i < 200; i++) {
            writer.put(page(i));
          }
          writer.finish();
          writing.await();
        });

    assertThat(String.join("", disk.writes)).isEqualTo(lines(0, 200));
  }

  @Test
  void whatComesWhileItWritesIsWrittenAtOnceAfterwards() throws Exception {
    SlowDisk disk = new SlowDisk();
    PageWriter writer = new PageWriter(disk);

    EventLoop.run(
        () -> {
          Task<Void> writing = Async.spawn(writer::run);
          writer.put(page(0));
          Blocking.call(() -> disk.begun.await());
          for (int i = 1; i < 50; i++) {
            writer.put(page(i));
          }
          disk.goOn.countDown();
          writer.finish();
          writing.await();
        });

    assertThat(disk.writes).containsExactly(lines(0, 1), lines(1, 50));
  }

  @Test
  void makesTheCrawlWaitForASlowDisk() throws Exception {
    SlowDisk disk = new SlowDisk();
    PageWriter writer = new PageWriter(disk);
    int[] put = {0};

    EventLoop.run(
        () -> {
          Task<Void> writing = Async.spawn(writer::run);
          Task<Void> putting =
              Async.spawn(
                  () -> {
                    for (; put[0] < 1000; put[0]++) {
                      writer.put(page(put[0]));
                    }
                  });
          Blocking.call(() -> disk.begun.await());
          for (int turns = 0; turns < 1000; turns++) {
            Async.yieldNow();
          }
          assertThat(put[0]).isEqualTo(2 * 64); // as many are being written as wait

          disk.goOn.countDown();
          putting.await();
          writer.finish();
          writing.await();
        });

    assertThat(String.join("", disk.writes)).isEqualTo(lines(0, 1000));
  }

  @Test
  void takesNothingMoreOnceItIsFinished() throws Exception {
    PageWriter writer = new PageWriter(OutputStream.nullOutputStream());

    EventLoop.run(
        () -> {
          writer.finish();
          writer.run();
          assertThatThrownBy(() -> writer.put(page(0))).isInstanceOf(QueueShutDownException.class);
        });
  }

  private static String lines(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> JsonLines.line(page(i)))
        .collect(Collectors.joining());
  }

  private static Page page(int number) {
    return new Page(FakeSite.url("/" + number), new Answer.StatusOnly(200), Duration.ofMillis(1));
  }
}
