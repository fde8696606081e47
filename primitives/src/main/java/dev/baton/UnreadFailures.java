package dev.baton;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.LinkedHashSet;
import java.util.Set;

/// The failures of a loop that nobody has seen yet.
///
/// A failure may be awaited long after it happened, so it cannot be reported at once. It is
/// reported when it can no longer be seen: when its future was collected by the garbage collector,
/// as asyncio does, or when the loop ends. Only that there is no memory is reported at once: the
/// others may wait for ever for what that task should have done.
final class UnreadFailures {
  private final Set<UnreadFailure> unseen = new LinkedHashSet<>();
  private final ReferenceQueue<Future<?>> collected = new ReferenceQueue<>();
  private final EventLoop loop;

  UnreadFailures(EventLoop loop) {
    this.loop = loop;
  }

  UnreadFailure track(Future<?> future, Throwable error) {
    UnreadFailure failure = new UnreadFailure(future, error, collected);
    if (!future.isAwaited() && ExceptionGroup.find(error, OutOfMemoryError.class).isPresent()) {
      report(failure);
    } else {
      unseen.add(failure);
    }
    return failure;
  }

  void forget(UnreadFailure failure) {
    if (!unseen.isEmpty() && unseen.remove(failure)) {
      failure.clear();
    }
  }

  /// Reports the failures of futures that are gone.
  void reportCollected() {
    if (!unseen.isEmpty()) {
      for (Reference<?> gone; (gone = collected.poll()) != null; ) {
        if (unseen.remove((UnreadFailure) gone)) {
          report((UnreadFailure) gone);
        }
      }
    }
  }

  void reportAll() {
    Set<UnreadFailure> left = new LinkedHashSet<>(unseen);
    unseen.clear();
    left.forEach(this::report);
  }

  private void report(UnreadFailure failure) {
    loop.callExceptionHandler(new UnhandledFailure(failure.message, failure.error, failure.name));
  }
}
