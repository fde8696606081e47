package dev.baton.api;

import static dev.baton.Async.currentTask;

import dev.baton.Blocker;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.Label;
import dev.baton.LoopListener.Note;
import dev.baton.Suspends;
import dev.baton.Task;
import java.util.List;

/// A primitive as a user of the library may write one: a task guards it, and others wait until it
/// is opened.
public final class Gate implements Blocker {
  private final String name;
  private final Future<Void> open = EventLoop.running().createFuture(this);
  private Task<?> guard;

  public Gate(String name) {
    this.name = name;
  }

  /// The task that calls this guards it from now on.
  public void guard() {
    guard = currentTask();
    EventLoop.running().note(Note.ACQUIRED, this);
  }

  @Suspends
  public void await() throws Exception {
    open.await();
  }

  @Override
  public List<Task<?>> blockedBy() {
    return guard == null ? List.of() : List.of(guard);
  }

  @Override
  public Label label() {
    return new Label(Label.Sort.HELD, "Gate", name, guard == null ? "open" : "guarded");
  }
}
