package dev.baton.bench;

import java.lang.management.ManagementFactory;

/// What is alive on the heap.
public final class Heap {
  private Heap() {}

  /// Bytes in use after a full collection.
  public static long used() {
    collect();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /// Twice: what the first finds dead may keep more alive until its references are cleared.
  public static void collect() {
    System.gc();
    System.gc();
  }
}
