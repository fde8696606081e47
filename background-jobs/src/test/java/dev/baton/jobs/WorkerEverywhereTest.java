package dev.baton.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.ExceptionGroup;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.jobs.TestKind.AnyArgs;
import dev.baton.testing.Exploration;
import dev.baton.testing.Explorer;
import dev.baton.testkit.Nightly;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Two workers that share a store under the explorer. Whatever is cancelled and whichever call of
/// the store fails, each job ends in one final state, and no job runs twice at once.
final class WorkerEverywhereTest {
  private static final int ORDERS = Nightly.amount(300, 10_000);
  private static final int CANCELLED_ORDERS = Nightly.amount(1, 20);
  private static final int FAILING_ORDERS = Nightly.amount(2, 20);

  private static final Duration LEASE = Duration.ofSeconds(5);
  private static final WorkerTimes TIMES =
      new WorkerTimes(LEASE, Duration.ofSeconds(1), Duration.ofMillis(250));

  @Test
  void runsEachJobOnceInEveryOrder() {
    Exploration found =
        Explorer.random(ORDERS)
            .check(
                () -> {
                  Scene scene = new Scene(LEASE.multipliedBy(2));
                  scene.enqueue();
                  scene.runBoth();
                  assertThat(scene.rows())
                      .allMatch(row -> row.crashes() == 0)
                      .allMatch(row -> row.attempts() == (row.key().equals("twice") ? 2 : 1));
                  assertThat(scene.ends).hasSize(4);
                  scene.check();
                });

    Nightly.figure("worker, random orders: " + found);
  }

  /// @param turn in which the worker claims, runs or settles its first jobs
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void keepsNothingWhenItIsStoppedInEveryOrder(int turn) {
    Explorer.random(ORDERS / 5)
        .check(
            () -> {
              Scene scene = new Scene(Duration.ofSeconds(1));
              scene.enqueue();
              Worker worker = scene.worker(scene.store);
              TaskGroup.run(
                  group -> {
                    group.spawn("worker", worker::run);
                    Async.sleep(Scene.LATENCY.multipliedBy(turn));
                    worker.stop();
                  });
              assertThat(scene.rows())
                  .allMatch(row -> row.state() != JobState.RUNNING && row.crashes() == 0);
              scene.worker(scene.store).run();
              scene.check();
            });
  }

  /// A lease that nobody renews any more must last: a heartbeat is never cancelled alone elsewhere.
  @Test
  void losesNoJobWhoeverIsCancelled() {
    Exploration found =
        Explorer.random(CANCELLED_ORDERS)
            .cancelEverywhere()
            .check(
                () -> {
                  Scene scene = new Scene(LEASE.minusSeconds(2));
                  scene.enqueue();
                  try {
                    scene.runBoth();
                  } finally {
                    scene.worker(scene.store).run();
                    scene.check();
                  }
                });

    Nightly.figure("worker, cancelled everywhere: " + found);
  }

  /// @param done whether the store has done what it was asked before it fails
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void losesNoJobWhicheverCallOfTheStoreFails(boolean done) {
    int call = 0;
    int[] failed = {1};
    while (failed[0] > 0) {
      failed[0] = 0;
      int failing = ++call;
      Explorer.random(FAILING_ORDERS).check(() -> failed[0] += runWithFailure(failing, done));
    }
    assertThat(call).as("calls of the store").isGreaterThan(10);
    Nightly.figure("worker, each of %d calls of the store fails".formatted(call - 1));
  }

  /// @return 1 if there were so many calls
  @Suspends
  private static int runWithFailure(int call, boolean done) throws Exception {
    Scene scene = new Scene(LEASE.multipliedBy(2));
    FailingStore failing = new FailingStore(scene.store, call, done);
    scene.enqueue();
    Task<Void> other = Async.spawn("other worker", scene.worker(scene.store)::run);
    try {
      scene.worker(failing).run();
    } catch (ExceptionGroup failure) {
      assertThat(failure.onlyOf(StoreException.class)).isPresent();
    }
    other.await();
    scene.check();
    return failing.left <= 0 ? 1 : 0;
  }

  /// Four jobs: one that works, one that does at its second attempt, one that never does, and one
  /// that takes long.
  private static final class Scene {
    static final Duration LATENCY = Duration.ofMillis(1);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Map<String, JobState> EXPECTED =
        Map.of(
            "once", JobState.DONE,
            "twice", JobState.DONE,
            "never", JobState.DEAD,
            "long", JobState.DONE);

    final EventLoop loop = EventLoop.running();
    final MemoryStore store = new MemoryStore(() -> START.plusNanos(loop.time()), LATENCY);

    /// By key, the last outcome that a worker told of.
    final Map<String, Outcome> ends = new HashMap<>();

    private final Duration takesLong;
    private final Set<String> running = new HashSet<>();

    Scene(Duration takesLong) {
      this.takesLong = takesLong;
    }

    @Suspends
    void enqueue() {
      store.enqueue(
          Stream.of("once", "twice", "never", "long")
              .map(key -> new NewJob("kind", "{}", key, 3, Duration.ZERO))
              .toList());
    }

    @Suspends
    void runBoth() {
      TaskGroup.run(
          group -> {
            group.spawn("worker a", worker(store)::run);
            group.spawn("worker b", worker(store)::run);
          });
    }

    Worker worker(JobStore on) {
      Handlers handlers = TestKind.of("kind", this::handle).open(Duration.ofHours(1));
      return new Worker(on, handlers, new Worker.Settings(2, true, TIMES, () -> 1), new Ends());
    }

    @Suspends
    private Outcome handle(Attempt<AnyArgs> attempt) {
      String key = attempt.key();
      assertThat(running.add(key)).as("%s runs only once at a time", key).isTrue();
      try {
        Async.sleep(key.equals("long") ? takesLong : LATENCY);
      } finally {
        running.remove(key);
      }
      if (key.equals("twice") && attempt.job().attempt() == 1) {
        return new Outcome.Retry("not yet");
      }
      return key.equals("never") ? new Outcome.Dead("hopeless") : new Outcome.Done();
    }

    List<JobRow> rows() {
      return store.list(Optional.empty(), 10);
    }

    void check() {
      assertThat(loop.allTasks()).as("tasks that are left").hasSize(1);
      assertThat(running).as("jobs that still run").isEmpty();
      assertThat(rows()).hasSize(4).allMatch(row -> row.state() == EXPECTED.get(row.key()));
    }

    private final class Ends implements WorkerListener {
      @Override
      public void started(Job job) {
        assertThat(isFinal(job)).as("%s begins after its end", job.key()).isFalse();
      }

      @Override
      public void ended(Job job, Outcome outcome) {
        assertThat(isFinal(job)).as("%s ends after its end", job.key()).isFalse();
        ends.put(job.key(), outcome);
      }

      @Override
      public void lost(Job job) {}

      @Override
      public void storeBusy() {}

      @Override
      public void storeFree() {}

      private boolean isFinal(Job job) {
        Outcome end = ends.get(job.key());
        return end != null && !(end instanceof Outcome.Retry);
      }
    }
  }

  /// Fails once.
  private static final class FailingStore implements JobStore {
    private final JobStore store;
    private final boolean done;

    /// How many calls until it fails.
    int left;

    FailingStore(JobStore store, int call, boolean done) {
      this.store = store;
      this.left = call;
      this.done = done;
    }

    @Suspends
    private <T> T call(Supplier<T> call) {
      left--;
      if (left == 0 && !done) {
        throw new StoreException("the disk is full");
      }
      int mine = left;
      T result = call.get();
      if (mine == 0) {
        throw new StoreException("the disk is full");
      }
      return result;
    }

    @Override
    public List<Enqueued> enqueue(List<NewJob> jobs) {
      return call(() -> store.enqueue(jobs));
    }

    @Override
    public Claim claim(
        String owner, List<String> kinds, int limit, Duration lease, List<Lease> held) {
      return call(() -> store.claim(owner, kinds, limit, lease, held));
    }

    @Override
    public boolean complete(Lease lease) {
      return call(() -> store.complete(lease));
    }

    @Override
    public boolean retry(Lease lease, Duration delay, String reason) {
      return call(() -> store.retry(lease, delay, reason));
    }

    @Override
    public boolean bury(Lease lease, String reason) {
      return call(() -> store.bury(lease, reason));
    }

    @Override
    public void release(List<Lease> leases) {
      call(
          () -> {
            store.release(leases);
            return null;
          });
    }

    @Override
    public List<Lease> renew(List<Lease> leases, Duration lease) {
      return call(() -> store.renew(leases, lease));
    }
  }
}
