package dev.baton.kernel;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A platform thread that belongs to no loop.
final class Stranger {
  private static final int LIMIT_SECONDS = 50;

  private final FutureTask<Void> work;

  private Stranger(FutureTask<Void> work) {
    this.work = work;
  }

  /// What a stranger does.
  @FunctionalInterface
  interface Act {
    void act() throws Exception;
  }

  static Stranger does(Act act) {
    FutureTask<Void> work =
        new FutureTask<>(
            () -> {
              act.act();
              return null;
            });
    Thread.ofPlatform().daemon().name("stranger").start(work);
    return new Stranger(work);
  }

  /// Acts as soon as the calling thread is blocked in whatever it calls next.
  static Stranger whenIAmBlocked(Act act) {
    Thread victim = Thread.currentThread();
    return does(
        () -> {
          awaitBlocked(victim);
          act.act();
        });
  }

  /// Holds the monitor when this returns, and until the calling thread waits for it.
  static void holdsUntilIWaitFor(Object monitor) throws InterruptedException {
    Thread victim = Thread.currentThread();
    CountDownLatch taken = new CountDownLatch(1);
    does(
        () -> {
          synchronized (monitor) {
            taken.countDown();
            await(() -> victim.getState() == Thread.State.BLOCKED);
          }
        });
    taken.await();
  }

  /// Waits until the thread is blocked.
  static void awaitBlocked(Thread thread) {
    await(() -> isBlocked(thread.getState()));
  }

  /// Waits, by asking again and again, until this is true.
  static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited " + LIMIT_SECONDS + " s in vain");
      }
      Thread.yield();
    }
  }

  private static boolean isBlocked(Thread.State state) {
    return switch (state) {
      case BLOCKED, WAITING, TIMED_WAITING -> true;
      case NEW, RUNNABLE, TERMINATED -> false;
    };
  }

  /// Blocks the caller until the act is done, and raises what it failed with.
  void join() throws Exception {
    work.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }
}
