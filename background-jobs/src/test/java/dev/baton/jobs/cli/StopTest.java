package dev.baton.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.jobs.JobRow;
import dev.baton.jobs.JobState;
import dev.baton.testkit.ChildProcess;
import dev.baton.testkit.UnixSignals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A real worker, stopped by signals.
@Tag("process")
final class StopTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void finishesWhatRunsAndStartsNothing(String signal, int code) throws Exception {
    UnixSignals.assumeHeard(signal);
    Path store = folder.resolve("jobs.db");
    try (Receiver receiver = new Receiver();
        ChildProcess worker = start(receiver, store)) {
      worker.signal(signal);
      assertThat(worker.awaitLine("stopping"))
          .startsWith("stopping: finishing 8 jobs; a second signal ends at once");
      receiver.answer(1000);

      assertThat(worker.awaitLine("8 done")).isEqualTo("8 done, 0 retried, 0 dead");
      assertThat(worker.exitCode()).isEqualTo(code);
      assertThat(receiver.arrived()).isEqualTo(8);
      assertThat(Stores.in(store, JobState.DONE)).hasSize(8);
      assertThat(Stores.in(store, JobState.READY))
          .hasSize(12)
          .allMatch(job -> job.attempts() == 0 && job.crashes() == 0);
    }
  }

  @Test
  void endsAtOnceTheSecondTimeAndLosesNothing() throws Exception {
    UnixSignals.assumeHeard("INT");
    Path store = folder.resolve("jobs.db");
    try (Receiver receiver = new Receiver();
        ChildProcess worker = start(receiver, store)) {
      worker.signal("INT");
      worker.awaitLine("stopping");
      worker.signal("INT");
      assertThat(worker.exitCode()).isEqualTo(130);

      List<JobRow> interrupted = Stores.in(store, JobState.RUNNING);
      assertThat(interrupted).hasSize(8).allMatch(job -> job.attempts() == 0);
      receiver.answer(1000);
      try (ChildProcess next = WorkerProcess.start(store, "--until-empty")) {
        assertThat(next.exitCode()).isZero();
      }
      assertThat(Stores.in(store, JobState.DONE)).hasSize(20);
      assertThat(receiver.arrived()).isEqualTo(20 + 8);
    }
  }

  @Test
  void canBeLookedAtWhileItWorksAndLeavesATrace() throws Exception {
    Path store = folder.resolve("jobs.db");
    Path trace = folder.resolve("work.txt");
    try (Receiver receiver = new Receiver();
        ChildProcess worker = start(receiver, store, "--look", "--trace", trace.toString())) {
      worker.signal("USR1");
      assertThat(worker.awaitLine("process ")).contains("jobs work");
      assertThat(worker.awaitLine("        job 1 "))
          .matches(" +job 1 +waiting .*POST to 127.0.0.1 .*OkHttpCalls.send.*");

      worker.signal("TERM");
      worker.awaitLine("stopping");
      receiver.answer(1000);
      assertThat(worker.exitCode()).isEqualTo(143);
    }
    assertThat(Files.readString(trace))
        .startsWith("jobs work\n")
        .contains("prints: stopping: finishing 8 jobs")
        .containsPattern("job 8 +is done");
  }

  @Test
  void endsWhenItsStoreIsGone() throws Exception {
    Path store = folder.resolve("jobs.db");
    try (Receiver receiver = new Receiver();
        ChildProcess worker = start(receiver, store)) {
      Files.delete(store);

      assertThat(worker.exitCode()).isEqualTo(Exits.STORE.code());
      assertThat(worker.output()).contains("jobs: store " + store + " is not there any more; ");
    }
  }

  @Test
  void twoWorkersShareAStore() throws Exception {
    Path store = folder.resolve("jobs.db");
    try (Receiver receiver = new Receiver()) {
      List<String> keys = Stores.enqueueWebhooks(store, receiver.url(), 1000);
      try (ChildProcess one = WorkerProcess.start(store, "--until-empty");
          ChildProcess two = WorkerProcess.start(store, "--until-empty")) {
        receiver.awaitArrived(32); // both have 16, and no answer: nobody can do it alone
        receiver.answer(10_000);
        assertThat(one.exitCode()).isZero();
        assertThat(two.exitCode()).isZero();
      }

      assertThat(receiver.arrivals().keySet()).containsExactlyInAnyOrderElementsOf(keys);
      assertThat(receiver.arrived()).isEqualTo(1000);
      assertThat(Stores.in(store, JobState.DONE))
          .hasSize(1000)
          .allMatch(job -> job.attempts() == 1 && job.crashes() == 0);
    }
  }

  /// A worker with eight of twenty jobs under way, none of which gets an answer.
  private static ChildProcess start(Receiver receiver, Path store, String... more)
      throws Exception {
    Stores.enqueueWebhooks(store, receiver.url(), 20);
    List<String> arguments = new ArrayList<>(List.of("--concurrency", "8"));
    arguments.addAll(List.of(more));
    ChildProcess worker = WorkerProcess.start(store, arguments.toArray(String[]::new));
    receiver.awaitArrived(8);
    return worker;
  }
}
