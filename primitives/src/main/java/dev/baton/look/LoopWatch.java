package dev.baton.look;

import dev.baton.EventLoop;
import dev.baton.Holder;
import dev.baton.LoopListener;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.look.TaskWatch.State;
import dev.baton.terminal.SafeText;
import java.lang.StackWalker.StackFrame;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Keeps in mind what each task of a loop does, and tells those who ask.
///
/// A question is a callback: the loop itself answers it between two others, in the order of
/// arrival, so nothing moves while it is answered, and no task notices but by the time it takes. A
/// loop that does not answer soon is blocked, and the one who asked finds out by whom.
final class LoopWatch implements LoopListener {
  /// How long a loop may take to answer.
  static final long PATIENCE_NANOS = 500_000_000;

  private final String thread = Thread.currentThread().getName();
  private final long startedAt = System.nanoTime();

  /// Oldest first.
  private final Map<Task<?>, TaskWatch> tasks = new LinkedHashMap<>();

  private EventLoop loop;
  private int started;
  private long idleSince;
  private long idle;
  private long lastLook = startedAt;
  private long idleAtLastLook;

  /// When the task that runs began to, for others to read while it does.
  private volatile long runsSince;

  /// The question that the loop has not answered yet, and when it was asked. Guarded by this.
  private CompletableFuture<LoopView> question;

  private long askedAt;

  // --- what happens on the loop

  @Override
  public void loopStarted(EventLoop starting) {
    loop = starting;
    Look.add(this);
  }

  @Override
  public void loopEnded(EventLoop ended) {
    Look.remove(this);
  }

  /// They are read from the stacks of those who are looked at.
  @Override
  public boolean wantsLines() {
    return false;
  }

  @Override
  public void spawned(Task<?> task, Task<?> spawner, TaskGroup group) {
    Task<?> parent = group == null ? spawner : group.parent();
    TaskWatch above = parent == null ? null : tasks.get(parent);
    tasks.put(task, new TaskWatch(++started, task, above, group, System.nanoTime()));
  }

  @Override
  public void runs(Task<?> task) {
    long now = System.nanoTime();
    runsSince = now;
    becomes(task, State.RUNNING, null, now);
  }

  @Override
  public void suspends(Task<?> task, Object waitsFor, StackFrame at) {
    State next = waitsFor == null ? State.READY : State.WAITING;
    becomes(task, next, waitsFor, System.nanoTime());
  }

  @Override
  public void woken(Task<?> task, Task<?> by) {
    becomes(task, State.READY, null, System.nanoTime());
  }

  private void becomes(Task<?> task, State next, Object waitsFor, long now) {
    TaskWatch watch = tasks.get(task);
    if (watch != null) {
      watch.becomes(next, waitsFor, now);
    }
  }

  @Override
  public void ended(Task<?> task) {
    TaskWatch watch = tasks.remove(task);
    if (watch != null) {
      watch.ended();
    }
  }

  @Override
  public void idle(long nanos) {
    idleSince = System.nanoTime();
  }

  @Override
  public void busy() {
    idle += System.nanoTime() - idleSince;
  }

  // --- questions

  /// Puts the question, unless one is open already. Called from any thread.
  ///
  /// @return false if the loop has ended
  synchronized boolean ask(int rows) {
    if (question != null && !question.isDone()) {
      return true;
    }
    CompletableFuture<LoopView> next = new CompletableFuture<>();
    question = next;
    askedAt = System.nanoTime();
    return loop.callSoonThreadsafe(() -> answer(next, rows));
  }

  /// Waits for the answer. Called from any thread.
  ///
  /// @return empty if the loop cannot say anything any more
  synchronized Optional<LoopView> answer(long deadline) {
    try {
      long patience = Math.max(0, deadline - System.nanoTime());
      return Optional.of(question.get(patience, TimeUnit.NANOSECONDS));
    } catch (TimeoutException blocked) {
      return Optional.of(blocked());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the look itself failed: " + e.getCause(), e);
    }
  }

  int tasks() {
    return tasks.size(); // read from any thread: it may be old, and nothing depends on it
  }

  private LoopView blocked() {
    long now = System.nanoTime();
    Optional<Holder> holder = loop.holder();
    boolean byTask = holder.flatMap(Holder::task).isPresent();
    long since = byTask ? Math.min(askedAt, runsSince) : askedAt;
    String who =
        holder
            .map(
                h ->
                    "%s has held it for %s: %s. %s"
                        .formatted(h.who(), Figures.time(now - since), h.text(), h.advice()))
            .orElse("it has not answered for " + Figures.time(now - askedAt));
    return LoopView.blocked(
        thread, now - startedAt, tasks(), SafeText.escape(who, Row.LONGEST_TEXT));
  }

  // --- on the loop

  private void answer(CompletableFuture<LoopView> asked, int rows) {
    try {
      asked.complete(view(rows));
    } catch (Throwable failure) {
      asked.completeExceptionally(failure);
    }
  }

  private LoopView view(int rows) {
    long now = System.nanoTime();
    TaskTree tree = new TaskTree(tasks.values(), rows, now);
    long idleSinceLook = idle - idleAtLastLook;
    double busy = 1 - (double) idleSinceLook / Math.max(1, now - lastLook);
    lastLook = now;
    idleAtLastLook = idle;
    return new LoopView(
        thread,
        now - startedAt,
        Math.clamp(busy, 0, 1),
        tasks.size(),
        tree.ready(),
        tree.rows(),
        Optional.empty());
  }
}
