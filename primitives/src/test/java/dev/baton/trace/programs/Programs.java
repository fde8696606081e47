package dev.baton.trace.programs;

import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;

import dev.baton.EventLoop;
import dev.baton.LoopListener;
import dev.baton.Suspends;
import dev.baton.TaskGroup;
import dev.baton.sync.Lock;
import java.time.Duration;

/// Programs of a user: in a package of their own, since the lines of `dev.baton.trace` are the
/// recorder's and do not count.
public final class Programs {
  private static final Duration MOMENT = Duration.ofMillis(10);

  private Programs() {}

  @Suspends
  public static void awaitAChild() throws Exception {
    spawn("child", Programs::doze).await();
  }

  @Suspends
  public static void doze() {
    sleep(MOMENT);
  }

  @Suspends
  public static void twoWithALock() {
    Lock lock = new Lock("A");
    TaskGroup.run(
        group -> {
          group.spawn("anna", () -> hold(lock, "anna"));
          group.spawn("ben", () -> hold(lock, "ben"));
        });
  }

  @Suspends
  private static void hold(Lock lock, String name) {
    print(name + ": here");
    try (var held = lock.acquire()) {
      sleep(MOMENT);
    }
  }

  @Suspends
  public static void deadlock() {
    Lock a = new Lock("A");
    Lock b = new Lock("B");
    TaskGroup.run(
        group -> {
          group.spawn("one", () -> holdBoth(a, b));
          group.spawn("two", () -> holdBoth(b, a));
        });
  }

  @Suspends
  private static void holdBoth(Lock first, Lock second) {
    try (var held = first.acquire()) {
      sleep(MOMENT);
      second.acquire().close();
    }
  }

  @Suspends
  public static void tick(int times) {
    TaskGroup.run(
        group ->
            group.spawn(
                "ticker",
                () -> {
                  for (int i = 0; i < times; i++) {
                    sleep(MOMENT);
                  }
                }));
  }

  public static void print(String line) {
    EventLoop.running().note(LoopListener.Note.PRINTED, line);
  }

  @Suspends
  public static void waitFarApart() {
    sleep(MOMENT); // goes on here
    int sum = 0;
    for (int i = 0; i < 10; i++) {
      sum += i;
    }
    if (sum > 40) {
      print("far");
    }
    if (sum > 44) {
      print("farther");
    }
    sleep(MOMENT); // waits here
  }
}
