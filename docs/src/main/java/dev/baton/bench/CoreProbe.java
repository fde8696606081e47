package dev.baton.bench;

/// How far apart the two cores are: virtual machines move them about, and everything that two
/// processes do together is twice as slow when they are far.
public final class CoreProbe {
  private static final int BOUNCES = 200_000;

  private volatile int turn;

  /// Nanoseconds to pass a cache line to the other core.
  public static double bounceNanos() throws InterruptedException {
    return new CoreProbe().measure();
  }

  private double measure() throws InterruptedException {
    Thread other = Thread.ofPlatform().daemon().start(() -> play(1));
    long start = System.nanoTime();
    play(0);
    other.join();
    return (System.nanoTime() - start) / (2.0 * BOUNCES);
  }

  private void play(int mine) {
    for (int i = 0; i < BOUNCES; i++) {
      while (turn != mine) {
        Thread.onSpinWait();
      }
      turn = 1 - mine;
    }
  }
}
