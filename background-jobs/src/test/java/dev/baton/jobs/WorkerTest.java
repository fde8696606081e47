package dev.baton.jobs;

import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Action;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.ExceptionGroup;
import dev.baton.Task;
import dev.baton.jobs.TestKind.AnyArgs;
import dev.baton.sync.Event;
import dev.baton.testing.VirtualClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// In virtual time, with a store in memory whose calls take a millisecond.
final class WorkerTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private MemoryStore store;
  private Worker worker;
  private Duration setForward = Duration.ZERO;
  private double chance = 1;
  private final List<String> trail = new ArrayList<>();

  private void inLoop(Action<Exception> test) throws Exception {
    EventLoop.builder()
        .clock(new VirtualClock())
        .run(
            () -> {
              EventLoop loop = EventLoop.running();
              store =
                  new MemoryStore(
                      () -> START.plusNanos(loop.time()).plus(setForward), Duration.ofMillis(1));
              test.run();
            });
  }

  private Worker worker(int concurrency, boolean untilEmpty, Handler<AnyArgs> handler) {
    Worker.Settings settings =
        new Worker.Settings(
            concurrency,
            untilEmpty,
            new WorkerTimes(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofMillis(250)),
            () -> chance);
    worker = new Worker(store, handlers(handler), settings, new Trail());
    return worker;
  }

  private static Handlers handlers(Handler<AnyArgs> handler) {
    return TestKind.of("kind", handler).open(Duration.ofHours(1));
  }

  /// Writes down what the worker says, with whole seconds.
  private final class Trail implements WorkerListener {
    @Override
    public void started(Job job) {
      write(job, "started");
    }

    @Override
    public void ended(Job job, Outcome outcome) {
      write(job, outcome.getClass().getSimpleName().toLowerCase());
    }

    @Override
    public void lost(Job job) {
      write(job, "lost");
    }

    @Override
    public void storeBusy() {
      write("busy");
    }

    @Override
    public void storeFree() {
      write("free");
    }

    private void write(Job job, String what) {
      write(job.key() + " " + what);
    }

    private void write(String what) {
      trail.add(EventLoop.running().time() / 1_000_000_000 + "s " + what);
    }
  }

  private void enqueue(int jobs, int maxAttempts) {
    store.enqueue(
        IntStream.range(0, jobs)
            .mapToObj(i -> new NewJob("kind", "{}", "job-" + i, maxAttempts, Duration.ZERO))
            .toList());
  }

  private List<JobState> states() {
    return store.list(Optional.empty(), 1000).stream().map(JobRow::state).toList();
  }

  private JobRow row(String key) {
    return store.list(Optional.empty(), 1000).stream()
        .filter(row -> row.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void runsSoManyAtATimeAndNeverMore() throws Exception {
    inLoop(
        () -> {
          enqueue(10, 1);
          int[] running = new int[2];
          Handler<AnyArgs> handler =
              _ -> {
                running[1] = Math.max(running[1], ++running[0]);
                sleep(Duration.ofSeconds(1));
                running[0]--;
                return new Outcome.Done();
              };

          worker(3, true, handler).run();

          assertThat(running[1]).isEqualTo(3);
          assertThat(states()).hasSize(10).containsOnly(JobState.DONE);
          assertThat(EventLoop.running().time()).isLessThan(5_000_000_000L);
        });
  }

  @Test
  void aFailedJobWaitsTwiceAsLongEachTimeAndIsThenDead() throws Exception {
    inLoop(
        () -> {
          enqueue(1, 4);

          worker(1, true, _ -> new Outcome.Retry("answered 500")).run();

          assertThat(trail)
              .containsExactly(
                  "0s job-0 started",
                  "0s job-0 retry",
                  "2s job-0 started",
                  "2s job-0 retry",
                  "6s job-0 started",
                  "6s job-0 retry",
                  "14s job-0 started",
                  "14s job-0 dead");
          assertThat(row("job-0").attempts()).isEqualTo(4);
          assertThat(row("job-0").reason()).contains("attempt 4 of 4 failed: answered 500");
        });
  }

  @Test
  void byChanceItWaitsLess() throws Exception {
    chance = 0.25;
    inLoop(
        () -> {
          enqueue(1, 5);

          worker(1, true, _ -> new Outcome.Retry("answered 500")).run();

          assertThat(trail)
              .contains(
                  "0s job-0 started",
                  "0s job-0 started", // after 0.5 s
                  "1s job-0 started",
                  "3s job-0 started",
                  "7s job-0 started");
        });
  }

  @Test
  void aWishOfTheFarSideIsHonouredWhereItIsLonger() throws Exception {
    inLoop(
        () -> {
          enqueue(1, 3);

          worker(1, true, _ -> new Outcome.Retry("answered 429", Duration.ofSeconds(3))).run();

          assertThat(trail)
              .contains("3s job-0 started", "7s job-0 started")
              .last()
              .isEqualTo("7s job-0 dead");
        });
  }

  @Test
  void aHopelessJobIsNotTriedAgain() throws Exception {
    inLoop(
        () -> {
          enqueue(1, 10);

          worker(1, true, _ -> new Outcome.Dead("answered 410")).run();

          assertThat(trail).containsExactly("0s job-0 started", "0s job-0 dead");
          assertThat(row("job-0").reason()).contains("answered 410");
        });
  }

  @Test
  void whatAHandlerThrowsIsTheReasonAndHurtsNobodyElse() throws Exception {
    inLoop(
        () -> {
          enqueue(2, 1);

          Handler<AnyArgs> handler =
              attempt -> {
                if (attempt.key().equals("job-0")) {
                  throw new IOException("no route to //user:secret@host\u001b[2J");
                }
                sleep(Duration.ofSeconds(1));
                return new Outcome.Done();
              };
          worker(2, true, handler).run();

          assertThat(row("job-0").reason())
              .contains(
                  "attempt 1 of 1 failed: no route to //***@host\\u001b[2J (\"IOException\")");
          assertThat(row("job-1").state()).isEqualTo(JobState.DONE);
        });
  }

  /// A newer program has enqueued it: it is for a newer worker, and keeps an old one from nothing.
  @Test
  void aJobOfAnUnknownKindIsLeftAlone() throws Exception {
    inLoop(
        () -> {
          store.enqueue(List.of(NewJob.of("unknown", "{}")));
          store.enqueue(List.of(new NewJob("unknown", "{}", "later", 3, Duration.ofDays(300))));
          enqueue(1, 1);

          worker(1, true, _ -> new Outcome.Done()).run();

          assertThat(states()).containsExactly(JobState.DONE, JobState.WAITING, JobState.READY);
          assertThat(store.list(Optional.of(JobState.READY), 10))
              .allMatch(row -> row.attempts() == 0 && row.crashes() == 0);
        });
  }

  @Test
  void argumentsThatCannotBeReadMakeAJobDeadAndAreKept() throws Exception {
    inLoop(
        () -> {
          store.enqueue(List.of(NewJob.of("kind", "{from the future}")));
          Handlers handlers =
              new TestKind<AnyArgs>(
                      "kind",
                      json -> {
                        throw new BadArgsException("kind: no JSON: " + json);
                      },
                      _ -> _ -> new Outcome.Done())
                  .open(Duration.ofHours(1));

          new Worker(store, handlers, Worker.Settings.of(1, true), new Trail()).run();

          JobRow dead = store.list(Optional.empty(), 1).getFirst();
          assertThat(dead.state()).isEqualTo(JobState.DEAD);
          assertThat(dead.args()).isEqualTo("{from the future}");
          assertThat(dead.reason()).contains("kind: no JSON: {from the future}");
        });
  }

  @Test
  void stoppingFinishesWhatRunsAndStartsNothing() throws Exception {
    inLoop(
        () -> {
          enqueue(5, 1);
          Event finish = new Event();
          Handler<AnyArgs> handler =
              _ -> {
                finish.await();
                return new Outcome.Done();
              };
          Task<Void> run = spawn(worker(2, false, handler)::run);
          sleep(Duration.ofSeconds(20)); // longer than a lease: the heart beats

          worker.stop();
          sleep(Duration.ofSeconds(20));
          assertThat(run.isDone()).isFalse();
          assertThat(worker.running()).isEqualTo(2);
          finish.set();
          run.await();

          assertThat(trail)
              .containsExactly(
                  "0s job-0 started", "0s job-1 started", "40s job-0 done", "40s job-1 done");
          assertThat(states().subList(0, 3)).containsOnly(JobState.READY);
          assertThat(store.list(Optional.of(JobState.READY), 10))
              .allMatch(row -> row.attempts() == 0 && row.crashes() == 0);
        });
  }

  /// The worker is stopped in the very moment in which the store gives it jobs.
  @Test
  void jobsThatArriveAfterTheStopGoBackUntouched() throws Exception {
    inLoop(
        () -> {
          enqueue(3, 1);
          Task<Void> run = spawn(worker(2, false, _ -> new Outcome.Done())::run);
          dev.baton.Async.yieldNow();
          worker.stop();
          run.await();

          assertThat(trail).isEmpty();
          assertThat(states()).containsOnly(JobState.READY);
          assertThat(store.list(Optional.empty(), 10))
              .allMatch(row -> row.attempts() == 0 && row.crashes() == 0);
        });
  }

  @Test
  void anIdleWorkerStopsAtOnce() throws Exception {
    inLoop(
        () -> {
          Task<Void> run = spawn(worker(2, false, _ -> new Outcome.Done())::run);
          sleep(Duration.ofSeconds(10));
          worker.stop();
          long before = EventLoop.running().time();
          run.await();

          assertThat(EventLoop.running().time()).isEqualTo(before);
        });
  }

  @Test
  void aJobThatTakesLongIsNotTakenByAnother() throws Exception {
    inLoop(
        () -> {
          enqueue(1, 1);
          Handler<AnyArgs> handler =
              _ -> {
                sleep(Duration.ofMinutes(10));
                return new Outcome.Done();
              };
          Task<Void> other = spawn(worker(1, true, handler)::run);
          worker(1, true, handler).run();
          other.await();

          assertThat(trail).containsExactly("0s job-0 started", "600s job-0 done");
        });
  }

  /// The look at the store comes before the heartbeat.
  @Test
  void aLivingWorkerDoesNotTakeItsOwnJobAgainWhenTheClockIsSetForward() throws Exception {
    inLoop(
        () -> {
          enqueue(1, 1);
          Handler<AnyArgs> handler =
              _ -> {
                sleep(Duration.ofSeconds(12));
                return new Outcome.Done();
              };
          Task<Void> run = spawn(worker(2, true, handler)::run);
          sleep(Duration.ofMillis(1_100));
          setForward = Duration.ofHours(1);
          run.await();

          assertThat(trail).containsExactly("0s job-0 started", "12s job-0 done");
          assertThat(row("job-0").crashes()).isZero();
        });
  }

  /// Its process was stopped for a while (SIGSTOP, a laptop that sleeps): the lease ran out,
  /// another worker has the job.
  @Test
  void aJobWhoseLeaseIsLostIsCancelled() throws Exception {
    inLoop(
        () -> {
          enqueue(1, 1);
          List<String> handled = new ArrayList<>();
          Handler<AnyArgs> handler =
              _ -> {
                try {
                  sleep(Duration.ofMinutes(10));
                  handled.add("ended");
                } catch (CancelledError cancelled) {
                  handled.add("cancelled");
                  throw cancelled;
                }
                return new Outcome.Done();
              };
          Task<Void> run = spawn(worker(1, false, handler)::run);
          sleep(Duration.ofMillis(500));
          store.bury(new Lease(1, 1), "somebody else ended it");
          sleep(Duration.ofSeconds(2));
          worker.stop();
          run.await();

          assertThat(handled).containsExactly("cancelled");
          assertThat(trail).containsExactly("0s job-0 started", "1s job-0 lost");
          assertThat(row("job-0").reason()).contains("somebody else ended it");
        });
  }

  @Test
  void anAttemptThatEndsAfterItsLeaseWasLostDoesNotCount() throws Exception {
    inLoop(
        () -> {
          enqueue(1, 1);
          Handler<AnyArgs> handler =
              attempt -> {
                store.bury(attempt.job().lease(), "somebody else ended it");
                return new Outcome.Done();
              };

          worker(1, true, handler).run();

          assertThat(trail).containsExactly("0s job-0 started", "0s job-0 lost");
          assertThat(row("job-0").state()).isEqualTo(JobState.DEAD);
        });
  }

  @Test
  void jobsOfACrashedWorkerAreTakenWhenItsLeaseRanOut() throws Exception {
    inLoop(
        () -> {
          enqueue(2, 1);
          store.claim(
              "a worker that dies now", List.of("kind"), 1, Duration.ofSeconds(5), List.of());

          worker(1, true, _ -> new Outcome.Done()).run();

          assertThat(trail)
              .containsExactly(
                  "0s job-1 started", "0s job-1 done", "5s job-0 started", "5s job-0 done");
          assertThat(row("job-0").attempts()).isEqualTo(1);
          assertThat(row("job-0").crashes()).isEqualTo(1);
        });
  }

  /// The waits: 1 s, 2 s; then a job gets through, and it is 1 s again.
  @Test
  void aShortageCostsNoAttemptAndIsWaitedOut() throws Exception {
    inLoop(
        () -> {
          enqueue(2, 1);
          List<Long> seconds = new ArrayList<>();
          Handler<AnyArgs> handler =
              _ -> {
                seconds.add(EventLoop.running().time() / 1_000_000_000);
                return seconds.size() == 3 || seconds.size() == 5
                    ? new Outcome.Done()
                    : new Outcome.Released("too many open files");
              };

          worker(1, true, handler).run();

          assertThat(seconds).containsExactly(0L, 1L, 3L, 3L, 4L);
          assertThat(states()).containsOnly(JobState.DONE);
          assertThat(row("job-0").attempts()).isEqualTo(1);
        });
  }

  @Test
  void aWorkerThatWaitsForAShortageToEndStopsAtOnce() throws Exception {
    inLoop(
        () -> {
          enqueue(1, 1);
          Task<Void> run =
              spawn(worker(1, false, _ -> new Outcome.Released("too many open files"))::run);
          sleep(Duration.ofMillis(2_500));
          worker.stop();
          long before = EventLoop.running().time();
          run.await();

          assertThat(EventLoop.running().time()).isEqualTo(before);
          assertThat(row("job-0").state()).isEqualTo(JobState.READY);
        });
  }

  @Test
  void anErrorEndsTheWorkerAndItsJobGoesBack() throws Exception {
    inLoop(
        () -> {
          enqueue(1, 1);
          Handler<AnyArgs> handler =
              _ -> {
                throw new NoClassDefFoundError("Could not initialize class");
              };

          assertThatThrownBy(worker(1, true, handler)::run)
              .satisfies(
                  failure ->
                      assertThat(ExceptionGroup.find(failure, LinkageError.class)).isPresent());
          assertThat(row("job-0").state()).isEqualTo(JobState.READY);
          assertThat(row("job-0").attempts()).isZero();
        });
  }

  @Test
  void jobsThatComeLaterAreFound() throws Exception {
    inLoop(
        () -> {
          Task<Void> run = spawn(worker(1, false, _ -> new Outcome.Done())::run);
          sleep(Duration.ofMillis(10_500));
          enqueue(1, 1);
          sleep(Duration.ofMillis(260));
          worker.stop();
          run.await();

          assertThat(trail).containsExactly("10s job-0 started", "10s job-0 done");
        });
  }

  /// The lease runs out meanwhile, and nobody else can take the job either.
  @Test
  void aLockedStoreIsWaitedForWhileJobsRun() throws Exception {
    inLoop(
        () -> {
          enqueue(3, 1);
          Handler<AnyArgs> handler =
              attempt ->
                  switch (attempt.key()) {
                    case "job-0" -> new Outcome.Dead("answered 410");
                    case "job-1" -> new Outcome.Retry("answered 500");
                    default -> {
                      sleep(Duration.ofSeconds(30));
                      yield new Outcome.Done();
                    }
                  };
          Task<Void> run = spawn(worker(3, true, handler)::run);
          sleep(Duration.ofNanos(1_500_000)); // the jobs are taken
          store.locked = true;
          sleep(Duration.ofSeconds(20));
          store.locked = false;
          run.await();

          assertThat(trail.subList(0, 5))
              .containsExactly(
                  "0s job-0 started",
                  "0s job-1 started",
                  "0s job-2 started",
                  "0s busy",
                  "20s free");
          assertThat(trail.subList(5, trail.size()))
              .containsExactlyInAnyOrder("20s job-0 dead", "20s job-1 dead", "30s job-2 done");
          assertThat(store.list(Optional.empty(), 10))
              .allMatch(row -> row.attempts() == 1 && row.crashes() == 0);
        });
  }

  @Test
  void aLockedStoreIsNotTakenForAnEmptyOne() throws Exception {
    inLoop(
        () -> {
          enqueue(1, 1);
          store.locked = true;
          Task<Void> run = spawn(worker(1, true, _ -> new Outcome.Done())::run);
          sleep(Duration.ofSeconds(20));
          store.locked = false;
          run.await();

          assertThat(trail)
              .containsExactly("0s busy", "20s free", "20s job-0 started", "20s job-0 done");
        });
  }

  @Test
  void anIdleWorkerStopsAtOnceThoughTheStoreIsLocked() throws Exception {
    inLoop(
        () -> {
          store.locked = true;
          Task<Void> run = spawn(worker(1, false, _ -> new Outcome.Done())::run);
          sleep(Duration.ofMillis(20_100)); // it waits for the next look
          worker.stop();
          long before = EventLoop.running().time();
          run.await();

          assertThat(EventLoop.running().time()).isEqualTo(before);
          assertThat(trail).containsExactly("0s busy");
        });
  }

  /// The store gives jobs in the moment of the stop, and is locked before they are given back.
  @Test
  void jobsGoBackUntouchedWhenTheLockedStoreIsFreeAgain() throws Exception {
    inLoop(
        () -> {
          enqueue(3, 1);
          Task<Void> run = spawn(worker(2, false, _ -> new Outcome.Done())::run);
          sleep(Duration.ofNanos(500_000));
          worker.stop();
          sleep(Duration.ofMillis(1));
          store.locked = true;
          sleep(Duration.ofSeconds(20));
          store.locked = false;
          run.await();

          assertThat(trail).containsExactly("0s busy", "20s free");
          assertThat(states()).containsOnly(JobState.READY);
        });
  }

  @Test
  void aStoreThatFailsEndsTheWorkerWithItsReason() throws Exception {
    inLoop(
        () -> {
          enqueue(1, 1);
          Handler<AnyArgs> handler =
              _ -> {
                throw new StoreException("the disk is full");
              };
          JobStore failing = new FailingStore(store);
          Worker.Settings settings = Worker.Settings.of(1, true);
          worker = new Worker(failing, handlers(handler), settings, new Trail());

          assertThatThrownBy(worker::run)
              .isInstanceOfSatisfying(
                  ExceptionGroup.class,
                  group ->
                      assertThat(group.find(StoreException.class).orElseThrow())
                          .hasMessage("store jobs.db is full"));
        });
  }

  /// Gives jobs, and takes no answer.
  private record FailingStore(JobStore store) implements JobStore {
    @Override
    public List<Enqueued> enqueue(List<NewJob> jobs) {
      return store.enqueue(jobs);
    }

    @Override
    public Claim claim(
        String owner, List<String> kinds, int limit, Duration lease, List<Lease> held) {
      return store.claim(owner, kinds, limit, lease, held);
    }

    @Override
    public boolean complete(Lease lease) {
      throw full();
    }

    @Override
    public boolean retry(Lease lease, Duration delay, String reason) {
      throw full();
    }

    @Override
    public boolean bury(Lease lease, String reason) {
      throw full();
    }

    @Override
    public void release(List<Lease> leases) {
      throw full();
    }

    @Override
    public List<Lease> renew(List<Lease> leases, Duration lease) {
      throw full();
    }

    private static StoreException full() {
      return new StoreException("store jobs.db is full");
    }
  }
}
