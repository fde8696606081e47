package dev.baton.look;

import dev.baton.LoopListener;
import dev.baton.LoopObserver;

/// What the kernel finds when the look is on.
public final class LookObserver implements LoopObserver {
  /// For [java.util.ServiceLoader].
  public LookObserver() {}

  @Override
  public LoopListener newListener() {
    Look.open();
    return new LoopWatch();
  }
}
