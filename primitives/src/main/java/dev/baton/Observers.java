package dev.baton;

import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/// Who listens to a loop: whom its builder names, and the [LoopObserver]s of the process.
final class Observers {
  private Observers() {}

  /// @return null if nobody listens
  static LoopListener join(EventLoopBuilder settings) {
    List<LoopListener> all = new ArrayList<>(settings.listeners);
    if (settings.schedulingPolicy == null && Boolean.getBoolean("baton.look")) {
      ServiceLoader.load(LoopObserver.class, Observers.class.getClassLoader())
          .forEach(observer -> all.add(observer.newListener()));
    }
    return all.isEmpty() ? null : all.size() == 1 ? all.getFirst() : new Several(all);
  }

  static void started(EventLoop loop) {
    if (loop.listener() != null) {
      loop.listener().loopStarted(loop);
    }
  }

  static void ended(EventLoop loop) {
    if (loop.listener() != null) {
      loop.listener().loopEnded(loop);
    }
  }

  /// Passes everything on to all of them, in order.
  private record Several(List<LoopListener> all) implements LoopListener {
    @Override
    public void loopStarted(EventLoop loop) {
      all.forEach(listener -> listener.loopStarted(loop));
    }

    @Override
    public void loopEnded(EventLoop loop) {
      all.forEach(listener -> listener.loopEnded(loop));
    }

    @Override
    public boolean wantsLines() {
      for (LoopListener listener : all) { // asked at each switch: no stream
        if (listener.wantsLines()) {
          return true;
        }
      }
      return false;
    }

    @Override
    public void spawned(Task<?> task, Task<?> parent, TaskGroup group) {
      all.forEach(listener -> listener.spawned(task, parent, group));
    }

    @Override
    public void runs(Task<?> task) {
      all.forEach(listener -> listener.runs(task));
    }

    @Override
    public void suspends(Task<?> task, Object waitsFor, StackFrame at) {
      all.forEach(listener -> listener.suspends(task, waitsFor, at));
    }

    @Override
    public void woken(Task<?> task, Task<?> by) {
      all.forEach(listener -> listener.woken(task, by));
    }

    @Override
    public void cancelRequested(Task<?> task, Task<?> by) {
      all.forEach(listener -> listener.cancelRequested(task, by));
    }

    @Override
    public void ended(Task<?> task) {
      all.forEach(listener -> listener.ended(task));
    }

    @Override
    public void idle(long nanos) {
      all.forEach(listener -> listener.idle(nanos));
    }

    @Override
    public void busy() {
      all.forEach(LoopListener::busy);
    }

    @Override
    public void deadlocked(List<Task<?>> tasks, List<Task<?>> ring) {
      all.forEach(listener -> listener.deadlocked(tasks, ring));
    }

    @Override
    public void stopped(String report) {
      all.forEach(listener -> listener.stopped(report));
    }

    @Override
    public void noted(Task<?> task, Note what, Object subject) {
      all.forEach(listener -> listener.noted(task, what, subject));
    }
  }
}
