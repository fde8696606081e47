package dev.baton.jobs;

import dev.baton.Async;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.TimeoutException;
import dev.baton.net.Backoff;
import dev.baton.sync.Event;
import dev.baton.sync.Semaphore;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/// Takes jobs from a store and runs each as a task, so many at a time.
///
/// Three kinds of tasks, in two groups:
///
/// ```text
/// support   heartbeat: renews the leases of what runs
///   jobs    claiming (the group's own body): waits for free slots, takes as many jobs
///           job 1, job 2, ...: each holds a slot of the semaphore
/// ```
///
/// [#stop()] ends the claiming; the groups then end by themselves when the last job has. Nothing is
/// cancelled for it, so no attempt is lost. A worker that is cancelled instead stops at once: the
/// leases of what it ran will run out.
public final class Worker {
  /// The most jobs taken at once.
  private static final int MAX_CLAIM = 200;

  /// How long failed jobs wait: at most two seconds, doubled up to an hour.
  public static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(2), Duration.ofHours(1));

  /// How long it takes no job while this process has too little of something.
  private static final Backoff SHORTAGE = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

  /// How a worker works.
  ///
  /// @param concurrency how many jobs at a time
  /// @param untilEmpty end when no job of these kinds is left that could run, now or later
  /// @param times how often it looks and shows that it lives
  /// @param chance the source of the back-off's jitter: 0 to 1
  public record Settings(
      int concurrency, boolean untilEmpty, WorkerTimes times, DoubleSupplier chance) {
    /// The standard times, and real chance.
    public static Settings of(int concurrency, boolean untilEmpty) {
      return new Settings(concurrency, untilEmpty, WorkerTimes.STANDARD, Math::random);
    }
  }

  /// A job that runs.
  private static final class Running {
    final Job job;
    Task<Void> task;

    /// The store was asked to settle it: it answers for the lease, not the heartbeat.
    boolean settling;

    Running(Job job) {
      this.job = job;
    }
  }

  private final String owner;
  private final JobStore store;
  private final Handlers handlers;
  private final Settings settings;
  private final WorkerListener listener;
  private final Semaphore slots;
  private final Event wake = new Event("something to do");
  private final Map<Lease, Running> running = new LinkedHashMap<>();
  private final Event stopped = new Event("told to stop");
  private boolean stopping;

  /// A job came back since the last wait because this process has too little of something.
  private boolean isShort;

  /// So many waits since a job got through.
  private int shortages;

  /// @param handlers of the kinds that it knows; not closed
  public Worker(JobStore store, Handlers handlers, Settings settings, WorkerListener listener) {
    this.owner = "pid " + ProcessHandle.current().pid();
    this.store = new RetryingStore(store, settings, listener);
    this.handlers = handlers;
    this.settings = settings;
    this.listener = listener;
    this.slots = new Semaphore("job slots", settings.concurrency());
  }

  /// Works until it is stopped, or until the store is empty if that is what the settings say.
  ///
  /// @throws dev.baton.ExceptionGroup if the store failed
  @Suspends
  public void run() {
    TaskGroup.run(
        support -> {
          Task<Void> heartbeat = support.spawn("heartbeat", this::beat);
          TaskGroup.run(this::takeJobs);
          heartbeat.cancel();
        });
  }

  /// Takes nothing new from now on; [#run()] returns when what runs has ended.
  public void stop() {
    stopping = true;
    stopped.set();
    wake.set();
  }

  /// How many jobs run now.
  public int running() {
    return running.size();
  }

  // --- claiming

  @Suspends
  private void takeJobs(TaskGroup jobs) {
    while (!stopping) {
      int free = takeFreeSlots();
      waitOutShortage();
      Claim claim = claim(free);
      claim.jobs().forEach(job -> start(job, jobs));
      for (int unused = free - claim.jobs().size(); unused > 0; unused--) {
        slots.release();
      }
      if (claim.jobs().isEmpty()) {
        if (isFinished(claim)) {
          return;
        }
        waitForWork(claim);
      }
    }
  }

  /// Waits for one free slot, and takes what else is free.
  @Suspends
  private int takeFreeSlots() {
    int taken = 0;
    do {
      slots.acquire();
      taken++;
    } while (!slots.locked() && taken < MAX_CLAIM);
    return taken;
  }

  /// As long as no job gets through, longer each time.
  @Suspends
  private void waitOutShortage() {
    if (!isShort) {
      return;
    }
    isShort = false;
    try {
      Async.timeout(SHORTAGE.delay(++shortages, settings.chance().getAsDouble()), stopped::await);
    } catch (TimeoutException timeToTryAgain) {
      // the expected end of the wait
    }
  }

  /// What comes when we are stopping goes back unused.
  @Suspends
  private Claim claim(int limit) {
    Claim nothing = new Claim(List.of(), Optional.empty());
    if (stopping) {
      return nothing;
    }
    wake.clear();
    Claim claim =
        store.claim(
            owner,
            handlers.kinds(),
            limit,
            settings.times().lease(),
            List.copyOf(running.keySet()));
    if (!stopping) {
      return claim;
    }
    store.release(claim.jobs().stream().map(Job::lease).toList());
    return nothing;
  }

  private boolean isFinished(Claim claim) {
    return stopping || settings.untilEmpty() && claim.next().isEmpty();
  }

  /// Until a job may be ready, one of ours has ended, or it is time to look.
  @Suspends
  private void waitForWork(Claim claim) {
    Duration poll = settings.times().poll();
    Duration wait = claim.next().filter(next -> next.compareTo(poll) < 0).orElse(poll);
    try {
      Async.timeout(wait, wake::await);
    } catch (TimeoutException timeToLook) {
      // the expected end of the wait
    }
  }

  // --- running

  private void start(Job job, TaskGroup jobs) {
    Running run = new Running(job);
    running.put(job.lease(), run);
    run.task = jobs.spawn("job " + job.id(), () -> work(run));
    run.task.addDoneCallback(
        _ -> {
          running.remove(job.lease());
          slots.release();
          wake.set();
        });
    listener.started(job);
  }

  @Suspends
  private void work(Running run) {
    Job job = run.job;
    Outcome outcome = limitAttempts(job, attempt(run));
    run.settling = true;
    if (outcome instanceof Outcome.Released) {
      isShort = true;
    } else {
      shortages = 0;
    }
    if (settle(job, outcome)) {
      listener.ended(job, outcome);
    } else {
      listener.lost(job);
    }
  }

  /// A program that cannot load its parts ends, and is no reason to bury its jobs.
  @Suspends
  private Outcome attempt(Running run) {
    try {
      return handlers.run(run.job);
    } catch (LinkageError broken) {
      run.settling = true;
      store.release(List.of(run.job.lease()));
      throw broken;
    }
  }

  private static Outcome limitAttempts(Job job, Outcome outcome) {
    return outcome instanceof Outcome.Retry(String reason, Duration _) && job.isLastAttempt()
        ? new Outcome.Dead(
            "attempt %d of %d failed: %s".formatted(job.attempt(), job.maxAttempts(), reason))
        : outcome;
  }

  @Suspends
  private boolean settle(Job job, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done() -> store.complete(job.lease());
      case Outcome.Retry(String reason, Duration atLeast) ->
          store.retry(job.lease(), delay(job, atLeast), reason);
      case Outcome.Dead(String reason) -> store.bury(job.lease(), reason);
      case Outcome.Released(String _) -> {
        store.release(List.of(job.lease()));
        yield true;
      }
    };
  }

  private Duration delay(Job job, Duration atLeast) {
    Duration delay = BACKOFF.delay(job.attempt(), settings.chance().getAsDouble());
    return atLeast.compareTo(delay) > 0 ? atLeast : delay;
  }

  // --- signs of life

  @Suspends
  private void beat() {
    while (true) {
      Async.sleep(settings.times().heartbeat());
      List<Lease> held = List.copyOf(running.keySet());
      if (!held.isEmpty()) {
        store.renew(held, settings.times().lease()).forEach(this::drop);
      }
    }
  }

  /// The job runs elsewhere by now: what this attempt would say does not count any more.
  private void drop(Lease lost) {
    Running run = running.get(lost);
    if (run != null && !run.settling) {
      run.task.cancel("the lease was lost");
      listener.lost(run.job);
    }
  }
}
