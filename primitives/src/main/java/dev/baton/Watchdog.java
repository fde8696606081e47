package dev.baton;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// Notices a loop that is blocked, while it is blocked, and says by whom and where.
///
/// A loop counts the callbacks that it runs. The watchdog, one daemon thread for all loops, looks
/// at the count now and then: a count that stands still while the loop does not wait means that one
/// callback has been running all that time. [Block] decides whether that is to be said; the thread
/// that it runs on then tells the rest, see [Holder].
final class Watchdog implements Runnable {
  /// Looks within one limit: a block is noticed at most a quarter of the limit late.
  private static final int LOOKS = 4;

  /// A loop that has been ending for this many times the limit reports what it waits for.
  private static final int LONG_END = 50;

  /// About when the JVM was started: loops come early.
  private static final long STARTED = System.nanoTime();

  private static final Map<EventLoop, Watched> LOOPS = new ConcurrentHashMap<>();
  private static volatile Thread thread;

  private Watchdog() {}

  /// What the watchdog knows of a loop. Used by its thread only, but for the end.
  private static final class Watched {
    final long limit;
    final Block block;

    /// When main had ended, by [System#nanoTime]; 0 before.
    volatile long endingSince;

    boolean endReported;

    Watched(EventLoop loop, long limit) {
      this.limit = limit;
      this.block = new Block(limit, STARTED, () -> ClassLoads.areUnderWay(loop), ClassLoads::count);
    }
  }

  static void watch(EventLoop loop, Duration limit) {
    LOOPS.put(loop, new Watched(loop, Durations.nanos(limit)));
    synchronized (Watchdog.class) {
      if (thread == null) {
        thread = Thread.ofPlatform().daemon().name("baton-watchdog").start(new Watchdog());
      }
    }
    LockSupport.unpark(thread);
  }

  /// The main task has ended: the rest should not take long.
  static void ends(EventLoop loop) {
    Watched watched = LOOPS.get(loop);
    if (watched != null) {
      watched.endingSince = System.nanoTime() | 1;
    }
  }

  static void unwatch(EventLoop loop) {
    LOOPS.remove(loop);
  }

  @Override
  public void run() {
    while (true) {
      if (LOOPS.isEmpty()) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(
            this, LOOPS.values().stream().mapToLong(w -> w.limit).min().orElse(1) / LOOKS);
      }
      try {
        LOOPS.forEach(Watchdog::look);
      } catch (Throwable logFailed) { // the user's handler: the next report may still get through
        Thread watchdog = Thread.currentThread();
        watchdog.getUncaughtExceptionHandler().uncaughtException(watchdog, logFailed);
      }
    }
  }

  private static void look(EventLoop loop, Watched watched) {
    long now = System.nanoTime();
    lookAtEnd(loop, watched, now);
    long beat = loop.scheduler().beat();
    long blockedFor = watched.block.look(now, beat, loop.scheduler().isWaiting());
    if (blockedFor > 0) {
      String report = report(loop, blockedFor);
      if (loop.scheduler().beat() == beat && LOOPS.containsKey(loop)) {
        Log.warn(report);
      }
    }
  }

  private static void lookAtEnd(EventLoop loop, Watched watched, long now) {
    if (watched.endingSince != 0 && !watched.endReported) {
      long endingFor = now - watched.endingSince;
      if (endingFor / LONG_END >= watched.limit) {
        watched.endReported = true;
        loop.callSoonThreadsafe(
            () -> {
              if (!loop.sources().isEmpty()
                  || !loop.tasks().all().isEmpty()) { // not over meanwhile
                Log.warn(stillThere(loop, endingFor));
              }
            });
      }
    }
  }

  /// A task that takes every cancellation for nothing would let the program hang without a word.
  private static String stillThere(EventLoop loop, long endingFor) {
    List<Task<?>> left = loop.tasks().all();
    StringBuilder text = new StringBuilder("the loop has been ending for ");
    text.append(Durations.text(endingFor / 1_000_000 * 1_000_000)).append(" and waits for ");
    if (left.isEmpty()) {
      return text.append("blocking calls that do not end when they are interrupted").toString();
    }
    Task<?> oldest = left.getFirst();
    text.append(oldest).append(", which was cancelled and goes on").append(oldest.waitsAtText());
    return left.size() == 1
        ? text.toString()
        : text.append(", and for ").append(left.size() - 1).append(" more tasks").toString();
  }

  private static String report(EventLoop loop, long blockedFor) {
    Holder holder = Holder.of(loop);
    return holder.who()
        + " has held the loop for "
        + Durations.text(blockedFor / 1_000_000 * 1_000_000)
        + ": "
        + holder.text()
        + "; nothing else on the loop runs meanwhile. "
        + holder.advice();
  }
}
