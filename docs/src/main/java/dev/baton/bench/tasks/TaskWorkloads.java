package dev.baton.bench.tasks;

import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;

import dev.baton.Async;
import dev.baton.Body;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.bench.Heap;
import java.time.Duration;

/// What the kernel alone can do: tasks, groups, timers, timeouts. Each method runs inside a task.
///
/// [ThreadWorkloads] and `asyncio_bench.py` do the same, line by line as far as they can.
final class TaskWorkloads {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Body<Integer, RuntimeException> EMPTY = () -> 1;

  private TaskWorkloads() {}

  static double yields(Scale scale) throws Exception {
    int tasks = 1_000;
    int yields = scale.of(1_000);
    Countdown ended = new Countdown(tasks);
    long start = System.nanoTime();
    for (int i = 0; i < tasks; i++) {
      spawn(
          () -> {
            for (int n = 0; n < yields; n++) {
              yieldNow();
            }
            ended.down();
          });
    }
    ended.await();
    return Stopwatch.nanosEach(start, tasks * yields);
  }

  static double starts(Scale scale) throws Exception {
    int count = scale.of(500_000);
    int sum = 0;
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      sum += spawn(EMPTY).await();
    }
    return Stopwatch.nanosEach(start, Stopwatch.require(count, sum));
  }

  static double groups(Scale scale) throws Exception {
    int groups = scale.of(500);
    int size = 1_000;
    int[] ran = {0};
    Body<Integer, RuntimeException> body = () -> ran[0]++;
    long start = System.nanoTime();
    for (int i = 0; i < groups; i++) {
      TaskGroup.run(
          group -> {
            for (int n = 0; n < size; n++) {
              group.spawn(body);
            }
          });
    }
    return Stopwatch.nanosEach(start, Stopwatch.require(groups * size, ran[0]));
  }

  static double timeout(Scale scale) throws Exception {
    int count = scale.of(500_000);
    int sum = 0;
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      sum += Async.timeout(SECOND, EMPTY);
    }
    return Stopwatch.nanosEach(start, Stopwatch.require(count, sum));
  }

  static double cancel(Scale scale) throws Exception {
    int count = scale.of(100_000);
    Countdown ended = new Countdown(count);
    Task<?>[] tasks = startSleepers(count, HOUR, ended);
    long start = System.nanoTime();
    for (Task<?> task : tasks) {
      task.cancel();
    }
    ended.await();
    return Stopwatch.nanosEach(start, count);
  }

  static double sleepers(Scale scale) throws Exception {
    int count = scale.of(1_000_000);
    Countdown ended = new Countdown(count);
    long start = System.nanoTime();
    startSleepers(count, SECOND, ended);
    ended.await();
    return Stopwatch.millis(start);
  }

  static double memory(Scale scale) throws Exception {
    int count = scale.of(1_000_000);
    Countdown ended = new Countdown(count);
    long before = Heap.used();
    Task<?>[] tasks = startSleepers(count, HOUR, ended);
    double bytes = (double) (Heap.used() - before) / count;
    for (Task<?> task : tasks) {
      task.cancel();
    }
    ended.await();
    return bytes;
  }

  /// Returns when all of them sleep.
  private static Task<?>[] startSleepers(int count, Duration time, Countdown ended) {
    Task<?>[] tasks = new Task<?>[count];
    for (int i = 0; i < count; i++) {
      tasks[i] =
          spawn(
              () -> {
                try {
                  sleep(time);
                } finally {
                  ended.down();
                }
              });
    }
    yieldNow();
    return tasks;
  }
}
