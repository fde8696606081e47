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

  public static void print(String line) {
    EventLoop.running().note(LoopListener.Note.PRINTED, line);
  }
}
