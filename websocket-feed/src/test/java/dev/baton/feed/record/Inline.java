package dev.baton.feed.record;

import dev.baton.Action;

/// Runs at once what else runs outside the loop, so that the virtual clock can be used.
final class Inline {
  private Inline() {}

  static <X extends Exception> void run(Action<X> work) throws X {
    work.run();
  }
}
