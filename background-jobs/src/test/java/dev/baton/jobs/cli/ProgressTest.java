package dev.baton.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.jobs.Job;
import dev.baton.jobs.JobQueries;
import dev.baton.jobs.JobRow;
import dev.baton.jobs.JobState;
import dev.baton.jobs.Lease;
import dev.baton.jobs.MemoryStore;
import dev.baton.jobs.NewJob;
import dev.baton.jobs.Outcome;
import dev.baton.jobs.StoreException;
import dev.baton.jobs.StoreStats;
import dev.baton.program.Output;
import dev.baton.program.Sink;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ProgressTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  private static Job job(long id) {
    return new Job(new Lease(id, 1), "key-" + id, "webhook", "{}", 2, 12);
  }

  private Output output(OutputStream stream) {
    Sink sink = new Sink("stdout", stream);
    return new Output(sink, sink);
  }

  private List<String> lines() {
    return written.toString(UTF_8).lines().toList();
  }

  @Test
  void saysWhatFailedAndCountsTheRest() throws Exception {
    EventLoop.run(
        () -> {
          MemoryStore store = new MemoryStore(InstantSource.system());
          store.enqueue(IntStream.range(0, 3).mapToObj(_ -> NewJob.of("email", "{}")).toList());
          Output output = output(written);
          Progress progress = new Progress(output, store, Jobs.KINDS);
          output.run(
              () -> {
                for (long id = 1; id <= 5; id++) {
                  progress.started(job(id));
                }
                progress.ended(job(1), new Outcome.Done());
                progress.ended(job(2), new Outcome.Retry("answered 503"));
                progress.ended(job(3), new Outcome.Dead("answered 410"));
                progress.lost(job(4));
                progress.storeBusy();
                progress.storeFree();
                assertThat(progress.lines(Duration.ofSeconds(2)))
                    .containsExactly(
                        "1 running, 1 done, 1 retried, 1 dead, 3 ready, 0 waiting, 0/s");
                output.message(progress.total());
              });
        });

    assertThat(lines())
        .containsExactly(
            "job 2 (webhook): attempt 2 of 12 failed: answered 503",
            "job 3 (webhook) is dead: answered 410",
            "job 4 (webhook): lease lost, it runs elsewhere",
            "the store is locked: another process has been writing for long; end it if it hangs,"
                + " the worker goes on by itself",
            "the store is free again: the worker goes on",
            "1 done, 1 retried, 1 dead, 1 lease lost");
  }

  @Test
  void theSpeedIsThatSinceTheLastLook() throws Exception {
    EventLoop.run(
        () -> {
          Progress progress =
              new Progress(output(written), new MemoryStore(InstantSource.system()), Jobs.KINDS);
          for (long id = 1; id <= 60; id++) {
            progress.started(job(id));
            progress.ended(job(id), new Outcome.Done());
          }
          assertThat(progress.lines(Duration.ofSeconds(2)).getFirst()).endsWith(" 30/s");
          progress.started(job(61));
          progress.ended(job(61), new Outcome.Done());
          assertThat(progress.lines(Duration.ofMillis(2500)).getFirst()).endsWith(" 2/s");
        });
  }

  /// As where no file can be opened any more.
  private record BrokenQueries() implements JobQueries {
    @Override
    @Suspends
    public List<JobRow> list(Optional<JobState> state, int limit) {
      throw new StoreException("no look");
    }

    @Override
    @Suspends
    public StoreStats stats() {
      throw new StoreException("no look");
    }
  }

  @Test
  void aLookAtTheStoreThatFailsDoesNotEndTheWork() {
    EventLoop.run(
        () -> {
          Progress progress = new Progress(output(written), new BrokenQueries(), Jobs.KINDS);
          progress.started(job(1));
          progress.sayOthers();
          assertThat(progress.lines(Duration.ofSeconds(2)))
              .containsExactly(
                  "1 running, 0 done, 0 retried, 0 dead; the store could not be counted");
        });
  }

  /// A pager that was stopped: writing does not return until the test says so.
  private final class StoppedPager extends OutputStream {
    private final CountDownLatch stands = new CountDownLatch(1);
    private final CountDownLatch goesOn = new CountDownLatch(1);

    @Override
    public void write(int oneByte) {
      write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      stands.countDown();
      try {
        goesOn.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      written.write(bytes, from, length);
    }
  }

  @Test
  void whoeverDoesNotReadHoldsNothingUpAndMissesLinesButNotTheLast() throws Exception {
    StoppedPager pager = new StoppedPager();
    EventLoop.run(
        () -> {
          Output output = output(pager);
          Progress progress =
              new Progress(output, new MemoryStore(InstantSource.system()), Jobs.KINDS);
          output.run(
              () -> {
                output.message("taken by the pager");
                Blocking.call(() -> pager.stands.await());
                for (long id = 1; id <= 3000; id++) {
                  progress.started(job(id));
                  progress.lost(job(id)); // returns at once
                }
                Task<Void> last = Async.spawn(() -> output.message(progress.total()));
                Async.yieldNow();
                assertThat(last.isDone()).isFalse();

                pager.goesOn.countDown();
                last.await();
              });
        });

    assertThat(lines())
        .hasSize(1003)
        .startsWith("taken by the pager", "job 1 (webhook): lease lost, it runs elsewhere");
    assertThat(lines().subList(1001, 1003))
        .containsExactly(
            "2,000 lines were left out, the output was read too slowly",
            "0 done, 0 retried, 0 dead, 3,000 leases lost");
  }
}
