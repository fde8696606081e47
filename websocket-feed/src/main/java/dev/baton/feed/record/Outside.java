package dev.baton.feed.record;

import dev.baton.Action;
import dev.baton.Blocking;
import dev.baton.Completer;
import dev.baton.Suspends;

/// Where work runs that blocks: outside the loop. A test under the virtual clock runs it at once.
@FunctionalInterface
interface Outside {
  /// Outside the loop, as [Blocking].
  Outside BLOCKING = Blocking::call;

  /// The same for a disk that may hang: a loop that ends does not wait for what was cancelled.
  Outside ABANDONABLE = Outside::callAbandonable;

  @Suspends
  <X extends Exception> void call(Action<X> work) throws X;

  @Suspends
  @SuppressWarnings("unchecked") // it fails with what the work throws
  private static <X extends Exception> void callAbandonable(Action<X> work) throws X {
    Thread[] thread = new Thread[1];
    Completer<Void> done = Completer.open("the disk", () -> thread[0].interrupt());
    thread[0] = Thread.ofVirtual().name("disk").start(() -> run(work, done));
    try {
      done.future().await();
    } catch (Exception failure) {
      throw (X) failure;
    }
  }

  private static void run(Action<?> work, Completer<Void> done) {
    try {
      work.run();
      done.succeed(null);
    } catch (Throwable failure) {
      done.fail(failure);
    }
  }
}
