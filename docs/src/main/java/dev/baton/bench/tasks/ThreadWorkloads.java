package dev.baton.bench.tasks;

import dev.baton.bench.Heap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// The same work for plain virtual threads and `java.util.concurrent`. Each method runs inside a
/// virtual thread, in a JVM whose virtual threads share one carrier: that is as near to "one runs
/// at a time" as they come.
///
/// Locks and semaphores are fair, as asyncio's and ours are.
final class ThreadWorkloads {
  private static final long SECOND = 1_000;
  private static final long HOUR = 3_600_000;

  private ThreadWorkloads() {}

  static double yields(Scale scale) throws Exception {
    int threads = 1_000;
    int yields = scale.of(1_000);
    CountDownLatch ended = new CountDownLatch(threads);
    long start = System.nanoTime();
    for (int i = 0; i < threads; i++) {
      Thread.startVirtualThread(
          () -> {
            for (int n = 0; n < yields; n++) {
              Thread.yield();
            }
            ended.countDown();
          });
    }
    ended.await();
    return Stopwatch.nanosEach(start, threads * yields);
  }

  static double starts(Scale scale) throws Exception {
    int count = scale.of(500_000);
    int[] ran = {0};
    Runnable body = () -> ran[0]++;
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      Thread.startVirtualThread(body).join();
    }
    return Stopwatch.nanosEach(start, Stopwatch.require(count, ran[0]));
  }

  static double groups(Scale scale) throws Exception {
    int groups = scale.of(500);
    int size = 1_000;
    long start = System.nanoTime();
    for (int i = 0; i < groups; i++) {
      CountDownLatch ended = new CountDownLatch(size);
      for (int n = 0; n < size; n++) {
        Thread.startVirtualThread(ended::countDown);
      }
      ended.await();
    }
    return Stopwatch.nanosEach(start, groups * size);
  }

  static double queue(Scale scale) throws Exception {
    int items = scale.of(500_000);
    ArrayBlockingQueue<Integer> queue = new ArrayBlockingQueue<>(1);
    long[] sum = {0};
    long start = System.nanoTime();
    Thread.startVirtualThread(
        uninterrupted(
            () -> {
              for (int i = 0; i < items; i++) {
                queue.put(1);
              }
            }));
    Thread.startVirtualThread(
            uninterrupted(
                () -> {
                  for (int i = 0; i < items; i++) {
                    sum[0] += queue.take();
                  }
                }))
        .join();
    return Stopwatch.nanosEach(start, Stopwatch.require(items, sum[0]));
  }

  static double lock(Scale scale) throws Exception {
    int threads = 1_000;
    int times = scale.of(300);
    ReentrantLock lock = new ReentrantLock(true);
    CountDownLatch ended = new CountDownLatch(threads);
    long start = System.nanoTime();
    for (int i = 0; i < threads; i++) {
      Thread.startVirtualThread(
          () -> {
            for (int n = 0; n < times; n++) {
              lock.lock();
              try {
                Thread.yield();
              } finally {
                lock.unlock();
              }
            }
            ended.countDown();
          });
    }
    ended.await();
    return Stopwatch.nanosEach(start, threads * times);
  }

  static double semaphore(Scale scale) throws Exception {
    int threads = 1_000;
    int times = scale.of(300);
    Semaphore semaphore = new Semaphore(10, true);
    CountDownLatch ended = new CountDownLatch(threads);
    long start = System.nanoTime();
    for (int i = 0; i < threads; i++) {
      Thread.startVirtualThread(
          uninterrupted(
              () -> {
                for (int n = 0; n < times; n++) {
                  semaphore.acquire();
                  try {
                    Thread.yield();
                  } finally {
                    semaphore.release();
                  }
                }
                ended.countDown();
              }));
    }
    ended.await();
    return Stopwatch.nanosEach(start, threads * times);
  }

  /// The event is a latch of one: threads have no other, and it is set once here.
  static double event(Scale scale) throws Exception {
    int waiters = scale.of(100_000);
    CountDownLatch event = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(waiters);
    for (int i = 0; i < waiters; i++) {
      Thread.startVirtualThread(
          uninterrupted(
              () -> {
                event.await();
                ended.countDown();
              }));
    }
    Thread.yield(); // the one carrier runs first in, first out: now all of them wait
    long start = System.nanoTime();
    event.countDown();
    ended.await();
    return Stopwatch.nanosEach(start, waiters);
  }

  /// Cancelling a thread is interrupting it.
  static double cancel(Scale scale) throws Exception {
    int count = scale.of(100_000);
    CountDownLatch ended = new CountDownLatch(count);
    Thread[] threads = startSleepers(count, HOUR, ended);
    long start = System.nanoTime();
    for (Thread thread : threads) {
      thread.interrupt();
    }
    ended.await();
    return Stopwatch.nanosEach(start, count);
  }

  /// Threads have no timeout scope: what it would stand on is an interrupt that is scheduled and
  /// taken back.
  static double timeout(Scale scale) throws Exception {
    int count = scale.of(500_000);
    int sum = 0;
    Thread thread = Thread.currentThread();
    try (ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1)) {
      timers.setRemoveOnCancelPolicy(true);
      long start = System.nanoTime();
      for (int i = 0; i < count; i++) {
        Future<?> timer = timers.schedule(thread::interrupt, SECOND, TimeUnit.MILLISECONDS);
        sum += thread.isInterrupted() ? 0 : 1;
        timer.cancel(false);
      }
      return Stopwatch.nanosEach(start, Stopwatch.require(count, sum));
    }
  }

  static double sleepers(Scale scale) throws Exception {
    int count = scale.of(1_000_000);
    CountDownLatch ended = new CountDownLatch(count);
    long start = System.nanoTime();
    startSleepers(count, SECOND, ended);
    ended.await();
    return Stopwatch.millis(start);
  }

  static double memory(Scale scale) throws Exception {
    int count = scale.of(1_000_000);
    CountDownLatch ended = new CountDownLatch(count);
    long before = Heap.used();
    Thread[] threads = startSleepers(count, HOUR, ended);
    double bytes = (double) (Heap.used() - before) / count;
    for (Thread thread : threads) {
      thread.interrupt();
    }
    ended.await();
    return bytes;
  }

  /// Returns when all of them sleep.
  private static Thread[] startSleepers(int count, long millis, CountDownLatch ended) {
    Thread[] threads = new Thread[count];
    for (int i = 0; i < count; i++) {
      threads[i] =
          Thread.startVirtualThread(
              () -> {
                try {
                  Thread.sleep(millis);
                } catch (InterruptedException cancelled) {
                  // that is what was wanted
                } finally {
                  ended.countDown();
                }
              });
    }
    Thread.yield();
    return threads;
  }

  @FunctionalInterface
  private interface Interruptible {
    void run() throws InterruptedException;
  }

  private static Runnable uninterrupted(Interruptible body) {
    return () -> {
      try {
        body.run();
      } catch (InterruptedException neverComes) {
        throw new AssertionError(neverComes);
      }
    };
  }
}
