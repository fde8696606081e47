package dev.baton.feed.record;

import dev.baton.Action;
import dev.baton.Blocking;
import dev.baton.Suspends;

/// Where work runs that blocks: outside the loop. A test under the virtual clock runs it at once.
@FunctionalInterface
interface Outside {
  /// Outside the loop, as [Blocking].
  Outside BLOCKING = Blocking::call;

  @Suspends
  <X extends Exception> void call(Action<X> work) throws X;
}
