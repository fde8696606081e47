package dev.baton.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.jobs.JobRow;
import dev.baton.jobs.JobState;
import dev.baton.testkit.ChildProcess;
import dev.baton.testkit.Nightly;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real worker, killed again and again with `kill -9` while it sends webhooks.
@Tag("process")
final class KillTest {
  private static final int JOBS = Nightly.amount(1500, 5000);
  private static final int KILLS = Nightly.amount(6, 20);
  private static final int CONCURRENCY = 32;

  /// Answers between two kills: so many that work is left for all of them.
  private static final int ANSWERS = 150;

  @TempDir private Path folder;

  @Test
  void losesNoJobAndRepeatsOnlyThoseInFlight() throws Exception {
    Path store = folder.resolve("jobs.db");
    try (Receiver receiver = new Receiver()) {
      List<String> keys = Stores.enqueueWebhooks(store, receiver.url(), JOBS);
      Set<String> inFlight = new HashSet<>();
      int inFlightTimes = 0;
      Random random = new Random(3);

      for (int kill = 0; kill < KILLS; kill++) {
        receiver.answer(ANSWERS);
        int before = receiver.arrived();
        try (ChildProcess worker =
            WorkerProcess.start(store, "--concurrency", Integer.toString(CONCURRENCY))) {
          receiver.awaitArrived(before + 1 + random.nextInt(ANSWERS));
          worker.signal("KILL");
          worker.exitCode();
        }
        List<JobRow> running = Stores.in(store, JobState.RUNNING);
        inFlightTimes += running.size();
        running.forEach(job -> inFlight.add(job.key()));
      }
      receiver.answer(Integer.MAX_VALUE);
      try (ChildProcess last = WorkerProcess.start(store, "--until-empty")) {
        assertThat(last.exitCode()).isZero();
      }

      Map<String, Integer> arrivals = receiver.arrivals();
      assertThat(arrivals.keySet()).containsExactlyInAnyOrderElementsOf(keys);
      assertThat(Stores.stats(store).in(JobState.DONE)).isEqualTo(JOBS);
      assertThat(repeated(arrivals)).isSubsetOf(inFlight);
      assertThat(receiver.arrived() - JOBS).isBetween(1, inFlightTimes);
      // None was killed while it unpacked the driver's library: it had sent something by then.
      assertThat(WorkerProcess.temporary(store)).isEmpty();
      Nightly.figure("%d kills of a worker with %,d jobs: none lost".formatted(KILLS, JOBS));
    }
  }

  private static Set<String> repeated(Map<String, Integer> arrivals) {
    Set<String> repeated = new HashSet<>();
    arrivals.forEach(
        (key, times) -> {
          if (times > 1) {
            repeated.add(key);
          }
        });
    return repeated;
  }
}
