package dev.baton.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Task;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class ProgressTest {
  /// A pager that was stopped: writing does not return until the test says so.
  private static final class StoppedPager extends StringWriter {
    private final CountDownLatch goesOn = new CountDownLatch(1);

    @Override
    public void write(String text, int from, int length) {
      try {
        goesOn.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      super.write(text, from, length);
    }
  }

  @Test
  void whoeverDoesNotReadHoldsNothingUpAndMissesLinesButNotTheLast() throws Exception {
    StoppedPager pager = new StoppedPager();
    EventLoop.run(
        () -> {
          Progress progress = new Progress(new PrintWriter(pager), false);
          Task<Void> printer = Async.spawn(progress::print);
          for (int i = 0; i < 3000; i++) {
            progress.line("line " + i); // returns at once
          }
          Task<Void> finish = Async.spawn(progress::finish);
          Async.yieldNow();
          assertThat(finish.isDone()).isFalse();

          pager.goesOn.countDown();
          finish.await();
          printer.await();
        });

    List<String> lines = pager.toString().lines().toList();
    assertThat(lines).hasSize(1002).startsWith("line 0", "line 1");
    assertThat(lines.subList(1000, 1002))
        .containsExactly(
            "2,000 lines were left out, the output was read too slowly",
            "0 done, 0 retried, 0 dead");
  }
}
