package dev.baton.bench.tasks;

import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.Suspends;

/// Done when it was counted down this often: what a `CountDownLatch` is to threads.
final class Countdown {
  private final Future<Void> done = EventLoop.running().createFuture();
  private int left;

  Countdown(int from) {
    left = from;
  }

  void down() {
    if (--left == 0) {
      done.setResult(null);
    }
  }

  @Suspends
  void await() throws Exception {
    done.await();
  }
}
