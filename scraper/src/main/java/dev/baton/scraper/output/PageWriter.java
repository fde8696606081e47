package dev.baton.scraper.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.baton.Blocking;
import dev.baton.EventLoop;
import dev.baton.LoopListener.Note;
import dev.baton.Suspends;
import dev.baton.scraper.Page;
import dev.baton.scraper.PageSink;
import dev.baton.sync.Queue;
import dev.baton.sync.QueueShutDownException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/// Writes pages as lines of JSON, without making the loop wait for the disk.
///
/// The pages that have come while a batch is written make up the next one: under load each write
/// takes many, and without load a page is written at once. A batch is whole lines and one call of
/// `write`, so whatever ends the process, no line is left half written by us.
///
/// The queue is short. When the disk is slower than the network, the crawl waits for it.
public final class PageWriter implements PageSink {
  private static final int CAPACITY = 64;

  private final Queue<Page> pages = new Queue<>(CAPACITY);
  private final OutputStream out;

  /// @param out gets whole lines only; should not buffer them, and not be closed by an interrupt
  public PageWriter(OutputStream out) {
    this.out = out;
  }

  @Override
  @Suspends
  public void put(Page page) {
    pages.put(page);
    EventLoop.running().note(Note.PRINTED, page.url());
  }

  /// No more pages will be put. [#run()] returns when it has written what it has.
  public void finish() {
    pages.shutdown();
  }

  /// Writes pages until there are no more. To be run as a task.
  @Suspends
  public void run() throws IOException {
    for (List<Page> batch; !(batch = nextBatch()).isEmpty(); ) {
      List<Page> taken = batch;
      Blocking.call(() -> write(taken));
    }
  }

  /// Waits for one page and takes all that are there; none when there will be no more.
  @Suspends
  private List<Page> nextBatch() {
    List<Page> batch = new ArrayList<>();
    try {
      batch.add(pages.get());
    } catch (QueueShutDownException finished) {
      return batch;
    }
    while (!pages.isEmpty()) {
      batch.add(pages.getNowait());
    }
    return batch;
  }

  private void write(List<Page> batch) throws IOException {
    StringBuilder lines = new StringBuilder();
    batch.forEach(page -> lines.append(JsonLines.line(page)));
    out.write(lines.toString().getBytes(UTF_8));
  }
}
