package dev.baton;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/// A request to cancel on its way down through gathers, to tasks that await gathers in turn, as
/// deep as they are nested: with a stack of its own, since the thread's would overflow.
///
/// It goes the way that plain recursion would go: to the children of a gather in their order, and
/// below a child before the next one.
final class CancelWalk {
  private final String message;

  /// Gathers whose children are not all asked yet, and tasks that wait for the answer of the gather
  /// that they await; the innermost first.
  private final Deque<Step> steps = new ArrayDeque<>();

  /// The answer of the last one that was asked: whether it can be cancelled.
  private boolean accepted;

  private sealed interface Step {}

  /// The children of a gather, some of whom were asked.
  private static final class Children implements Step {
    final Gathering<?, ?> gathering;
    final Iterator<? extends Future<?>> left;
    boolean any;

    Children(Gathering<?, ?> gathering) {
      this.gathering = gathering;
      this.left = gathering.children().iterator();
    }
  }

  /// Tasks that await each other, the last of whom awaits a gather.
  private record Chain(Task<?> first, Task<?> last) implements Step {}

  private CancelWalk(String message) {
    this.message = message;
  }

  /// Asks all children of this gather, which is not done.
  ///
  /// @return true if one of them can be cancelled
  static boolean through(Gathering<?, ?> gathering, String message) {
    CancelWalk walk = new CancelWalk(message);
    walk.steps.push(new Children(gathering));
    try {
      while (!walk.steps.isEmpty()) {
        walk.goOn();
      }
    } finally {
      walk.leave();
    }
    return walk.accepted;
  }

  private void goOn() {
    switch (steps.peek()) {
      case Children children when children.left.hasNext() -> ask(children.left.next());
      case Children children -> {
        steps.pop();
        children.gathering.wasRequested(children.any);
        answer(children.any);
      }
      case Chain(Task<?> first, Task<?> last) -> {
        steps.pop();
        last.wasPassedOn(accepted, message);
        first.unmarkChain(last);
        answer(true);
      }
    }
  }

  private void ask(Future<?> future) {
    if (future.isDone()) {
      answer(false);
    } else if (future instanceof Gathering<?, ?> gathering) {
      steps.push(new Children(gathering));
    } else if (future instanceof Task<?> task && !task.isPassingOn()) {
      askChain(task);
    } else {
      answer(future.cancel(message));
    }
  }

  private void askChain(Task<?> first) {
    Task<?> last = first.markChain();
    steps.push(new Chain(first, last));
    if (last.waitingFor() instanceof Gathering<?, ?> gathering) {
      ask(gathering); // and the rest when it has answered
    } else {
      last.deliver(message);
      accepted = true;
    }
  }

  private void answer(boolean yes) {
    accepted = yes;
    if (steps.peek() instanceof Children children) {
      children.any |= yes;
    }
  }

  /// If it could not go to its end, no mark may stay behind.
  private void leave() {
    for (Step step : steps) {
      if (step instanceof Chain(Task<?> first, Task<?> last)) {
        first.unmarkChain(last);
      }
    }
  }
}
