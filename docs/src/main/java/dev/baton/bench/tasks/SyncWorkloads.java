package dev.baton.bench.tasks;

import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;

import dev.baton.sync.Event;
import dev.baton.sync.Lock;
import dev.baton.sync.Queue;
import dev.baton.sync.Semaphore;

/// What tasks do with the primitives. Each method runs inside a task.
final class SyncWorkloads {
  private SyncWorkloads() {}

  static double queue(Scale scale) throws Exception {
    int items = scale.of(500_000);
    Queue<Integer> queue = new Queue<>(1);
    long start = System.nanoTime();
    spawn(
        () -> {
          for (int i = 0; i < items; i++) {
            queue.put(1);
          }
        });
    int sum = spawn(() -> take(queue, items)).await();
    return Stopwatch.nanosEach(start, Stopwatch.require(items, sum));
  }

  private static int take(Queue<Integer> queue, int items) {
    int sum = 0;
    for (int i = 0; i < items; i++) {
      sum += queue.get();
    }
    return sum;
  }

  static double lock(Scale scale) throws Exception {
    int tasks = 1_000;
    int times = scale.of(300);
    Lock lock = new Lock();
    Countdown ended = new Countdown(tasks);
    long start = System.nanoTime();
    for (int i = 0; i < tasks; i++) {
      spawn(
          () -> {
            for (int n = 0; n < times; n++) {
              try (var _ = lock.acquire()) {
                yieldNow();
              }
            }
            ended.down();
          });
    }
    ended.await();
    return Stopwatch.nanosEach(start, tasks * times);
  }

  static double semaphore(Scale scale) throws Exception {
    int tasks = 1_000;
    int times = scale.of(300);
    Semaphore semaphore = new Semaphore(10);
    Countdown ended = new Countdown(tasks);
    long start = System.nanoTime();
    for (int i = 0; i < tasks; i++) {
      spawn(
          () -> {
            for (int n = 0; n < times; n++) {
              try (var _ = semaphore.acquire()) {
                yieldNow();
              }
            }
            ended.down();
          });
    }
    ended.await();
    return Stopwatch.nanosEach(start, tasks * times);
  }

  static double event(Scale scale) throws Exception {
    int waiters = scale.of(100_000);
    Event event = new Event();
    Countdown ended = new Countdown(waiters);
    for (int i = 0; i < waiters; i++) {
      spawn(
          () -> {
            event.await();
            ended.down();
          });
    }
    yieldNow(); // now all of them wait
    long start = System.nanoTime();
    event.set();
    ended.await();
    return Stopwatch.nanosEach(start, waiters);
  }
}
