package dev.baton.jobs;

import dev.baton.Async;
import dev.baton.Suspends;
import dev.baton.net.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// A worker's view of its store: a process that holds the store's lock for long does not end the
/// worker.
///
/// Meanwhile there is nothing to claim and no lease is renewed; what ended is told to the store
/// again and again. Should another worker take the job first, the lease's token tells the attempts
/// apart.
final class RetryingStore implements JobStore {
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1));

  private final JobStore store;
  private final Worker.Settings settings;
  private final WorkerListener listener;

  /// The last call has failed with [StoreBusyException].
  private boolean busy;

  RetryingStore(JobStore store, Worker.Settings settings, WorkerListener listener) {
    this.store = store;
    this.settings = settings;
    this.listener = listener;
  }

  /// @throws StoreBusyException as the store does: the caller still has the jobs
  @Override
  @Suspends
  public List<Enqueued> enqueue(List<NewJob> jobs) {
    return attempt(() -> store.enqueue(jobs));
  }

  /// While the store is busy: no jobs, and another look is worth it.
  @Override
  @Suspends
  public Claim claim(
      String owner, List<String> kinds, int limit, Duration lease, List<Lease> held) {
    try {
      return attempt(() -> store.claim(owner, kinds, limit, lease, held));
    } catch (StoreBusyException later) {
      return new Claim(List.of(), Optional.of(settings.times().poll()));
    }
  }

  @Override
  @Suspends
  public boolean complete(Lease lease) {
    return retryWhileBusy(() -> store.complete(lease));
  }

  @Override
  @Suspends
  public boolean retry(Lease lease, Duration delay, String reason) {
    return retryWhileBusy(() -> store.retry(lease, delay, reason));
  }

  @Override
  @Suspends
  public boolean bury(Lease lease, String reason) {
    return retryWhileBusy(() -> store.bury(lease, reason));
  }

  @Override
  @Suspends
  public void release(List<Lease> leases) {
    retryWhileBusy(
        () -> {
          store.release(leases);
          return null;
        });
  }

  /// While the store is busy no lease is known to be lost; the next heartbeat tries again.
  @Override
  @Suspends
  public List<Lease> renew(List<Lease> leases, Duration lease) {
    try {
      return attempt(() -> store.renew(leases, lease));
    } catch (StoreBusyException later) {
      return List.of();
    }
  }

  @Suspends
  private <T> T retryWhileBusy(Supplier<T> call) {
    for (int failures = 1; ; failures++) {
      try {
        return attempt(call);
      } catch (StoreBusyException later) {
        Async.sleep(BACKOFF.delay(failures, settings.chance().getAsDouble()));
      }
    }
  }

  @Suspends
  private <T> T attempt(Supplier<T> call) {
    try {
      T result = call.get();
      if (busy) {
        busy = false;
        listener.storeFree();
      }
      return result;
    } catch (StoreBusyException again) {
      if (!busy) {
        busy = true;
        listener.storeBusy();
      }
      throw again;
    }
  }
}
