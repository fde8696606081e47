package dev.baton;

import java.util.Arrays;

/// The loops that are running in this process.
///
/// Code asks "which loop runs me?" in nearly every call, so the answer must cost next to nothing,
/// and a thread-local or scoped value a task would cost memory in each of a million tasks. But only
/// one thread of a loop runs at a time, and the loop knows which: so compare, loop by loop. There
/// is hardly ever more than one.
final class RunningLoops {
  private static volatile EventLoop[] loops = {};

  private RunningLoops() {}

  /// The loop that has given this thread the right to run, or null.
  static EventLoop here(Thread thread) {
    for (EventLoop loop : loops) {
      if (loop.isHere(thread)) {
        return loop;
      }
    }
    return null;
  }

  static EventLoop[] all() {
    return loops;
  }

  static synchronized void add(EventLoop loop) {
    EventLoop[] more = Arrays.copyOf(loops, loops.length + 1);
    more[loops.length] = loop;
    loops = more;
  }

  static synchronized void remove(EventLoop loop) {
    loops = Arrays.stream(loops).filter(other -> other != loop).toArray(EventLoop[]::new);
  }
}
