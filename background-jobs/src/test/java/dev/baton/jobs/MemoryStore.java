package dev.baton.jobs;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.baton.Async;
import dev.baton.Suspends;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Keeps jobs in memory, by the same contract as the real store: for tests in virtual time, where
/// nothing real may be under way.
public final class MemoryStore implements JobStore, JobQueries {
  private static final class Kept {
    final long id;
    final NewJob job;
    final Instant createdAt;
    JobState state;
    Instant runAt;
    Instant leaseUntil;
    Instant finishedAt;
    String reason;
    int attempts;
    int crashes;
    long token;

    Kept(long id, NewJob job, Instant now) {
      this.id = id;
      this.job = job;
      this.createdAt = now;
      this.runAt = now.plus(job.delay());
      this.state = job.delay().isZero() ? JobState.READY : JobState.WAITING;
    }

    JobRow row() {
      return new JobRow(
          id,
          job.key(),
          job.kind(),
          job.args(),
          state,
          attempts,
          job.maxAttempts(),
          crashes,
          createdAt,
          runAt,
          Optional.ofNullable(finishedAt),
          Optional.ofNullable(reason));
    }
  }

  private final InstantSource clock;
  private final Duration latency;
  private final Map<Long, Kept> jobs = new TreeMap<>();

  /// As when another process holds the lock.
  boolean locked;

  public MemoryStore(InstantSource clock) {
    this(clock, Duration.ZERO);
  }

  /// @param latency how long each call takes, in the loop's time
  public MemoryStore(InstantSource clock, Duration latency) {
    this.clock = clock;
    this.latency = latency;
  }

  @Suspends
  private Instant later() {
    Async.sleep(latency);
    if (locked) {
      throw new StoreBusyException("the store in memory is locked", null);
    }
    return clock.instant();
  }

  @Override
  public List<Enqueued> enqueue(List<NewJob> added) {
    Instant now = later();
    Map<Long, Kept> before = new TreeMap<>(jobs);
    try {
      List<Enqueued> enqueued = new ArrayList<>();
      for (NewJob job : added) {
        enqueued.add(add(job, enqueued.size(), now));
      }
      return enqueued;
    } catch (KeyTakenException taken) {
      jobs.keySet().retainAll(before.keySet());
      throw taken;
    }
  }

  private Enqueued add(NewJob job, int index, Instant now) {
    Optional<Kept> known = find(kept -> kept.job.key().equals(job.key())).stream().findFirst();
    if (known.isPresent()) {
      NewJob other = known.get().job;
      if (!other.kind().equals(job.kind()) || !other.args().equals(job.args())) {
        throw new KeyTakenException(index, job.key(), known.get().id);
      }
      return new Enqueued(known.get().id, false);
    }
    long id = jobs.size() + 1L;
    jobs.put(id, new Kept(id, job, now));
    return new Enqueued(id, true);
  }

  @Override
  public Claim claim(
      String owner, List<String> kinds, int limit, Duration lease, List<Lease> held) {
    Instant now = later();
    Predicate<Kept> expired =
        kept -> kept.state == JobState.RUNNING && !kept.leaseUntil.isAfter(now);
    held.stream()
        .flatMap(mine -> held(mine).stream())
        .filter(expired)
        .forEach(kept -> kept.leaseUntil = now.plus(lease));
    find(expired).forEach(kept -> expire(kept, now));
    Predicate<Kept> known = kept -> kinds.contains(kept.job.kind());
    find(known.and(kept -> kept.state == JobState.WAITING && !kept.runAt.isAfter(now)))
        .forEach(kept -> kept.state = JobState.READY);
    List<Job> claimed =
        find(known.and(kept -> kept.state == JobState.READY)).stream()
            .sorted(Comparator.comparing((Kept kept) -> kept.runAt))
            .limit(limit)
            .map(kept -> take(kept, now.plus(lease)))
            .sorted(Comparator.comparingLong(Job::id))
            .toList();
    return new Claim(claimed, claimed.isEmpty() ? next(known, now) : Optional.empty());
  }

  private static void expire(Kept kept, Instant now) {
    kept.crashes++;
    kept.reason = "the worker that ran it died, or hung for longer than its lease";
    kept.state = kept.crashes < MAX_CRASHES ? JobState.READY : JobState.DEAD;
    kept.finishedAt = kept.state == JobState.DEAD ? now : null;
  }

  private static Job take(Kept kept, Instant until) {
    kept.state = JobState.RUNNING;
    kept.leaseUntil = until;
    kept.token++;
    NewJob job = kept.job;
    Lease lease = new Lease(kept.id, kept.token);
    return new Job(lease, job.key(), job.kind(), job.args(), kept.attempts + 1, job.maxAttempts());
  }

  private Optional<Duration> next(Predicate<Kept> known, Instant now) {
    return find(known).stream()
        .flatMap(kept -> nextOf(kept).stream())
        .min(Comparator.naturalOrder())
        .map(at -> Duration.ofMillis(Math.max(1, Duration.between(now, at).toMillis())));
  }

  private static Optional<Instant> nextOf(Kept kept) {
    return switch (kept.state) {
      case READY, WAITING -> Optional.of(kept.runAt);
      case RUNNING -> Optional.of(kept.leaseUntil);
      case DONE, DEAD -> Optional.empty();
    };
  }

  @Override
  public boolean complete(Lease lease) {
    Instant now = later();
    return ended(lease, kept -> finish(kept, JobState.DONE, now, null));
  }

  @Override
  public boolean retry(Lease lease, Duration delay, String reason) {
    Instant now = later();
    return ended(
        lease,
        kept -> {
          kept.state = JobState.WAITING;
          kept.runAt = now.plus(delay);
          kept.reason = reason;
        });
  }

  @Override
  public boolean bury(Lease lease, String reason) {
    Instant now = later();
    return ended(lease, kept -> finish(kept, JobState.DEAD, now, reason));
  }

  private static void finish(Kept kept, JobState state, Instant now, String reason) {
    kept.state = state;
    kept.finishedAt = now;
    kept.reason = reason;
  }

  private boolean ended(Lease lease, java.util.function.Consumer<Kept> change) {
    Optional<Kept> held = held(lease);
    held.ifPresent(
        kept -> {
          kept.attempts++;
          change.accept(kept);
        });
    return held.isPresent();
  }

  @Override
  public void release(List<Lease> leases) {
    later();
    leases.forEach(lease -> held(lease).ifPresent(kept -> kept.state = JobState.READY));
  }

  @Override
  public List<Lease> renew(List<Lease> leases, Duration length) {
    Instant until = later().plus(length);
    List<Lease> lost = new ArrayList<>();
    for (Lease lease : leases) {
      held(lease).ifPresentOrElse(kept -> kept.leaseUntil = until, () -> lost.add(lease));
    }
    return lost;
  }

  private Optional<Kept> held(Lease lease) {
    return Optional.ofNullable(jobs.get(lease.job()))
        .filter(kept -> kept.token == lease.token() && kept.state == JobState.RUNNING);
  }

  private List<Kept> find(Predicate<Kept> wanted) {
    return jobs.values().stream().filter(wanted).toList();
  }

  @Override
  public List<JobRow> list(Optional<JobState> state, int limit) {
    return jobs.values().stream()
        .map(Kept::row)
        .filter(row -> state.isEmpty() || row.state() == state.get())
        .sorted(Comparator.comparingLong(JobRow::id).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public StoreStats stats() {
    Map<String, Map<JobState, Long>> byKind =
        jobs.values().stream()
            .collect(
                groupingBy(
                    kept -> kept.job.kind(),
                    TreeMap::new,
                    groupingBy(kept -> kept.state, TreeMap::new, counting())));
    List<StoreStats.Count> counts = new ArrayList<>();
    byKind.forEach(
        (kind, states) ->
            states.forEach((state, n) -> counts.add(new StoreStats.Count(kind, state, n))));
    Instant now = clock.instant();
    return new StoreStats(
        counts,
        find(kept -> kept.state == JobState.READY).stream()
            .map(kept -> kept.runAt)
            .min(Comparator.naturalOrder())
            .map(since -> Duration.between(since, now)));
  }
}
