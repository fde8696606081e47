package dev.baton;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/// Reports the likely mistakes that a loop has noticed in its program, and finds some of them.
final class MistakeReporter {
  /// At most this many reports of each kind: a program that makes a mistake often need not be told
  /// every time.
  private static final int MOST = 10;

  private final EventLoop loop;
  private final Map<Mistake, Integer> said = new EnumMap<>(Mistake.class);

  /// Tasks whose waiting has closed a ring just now. It may be dissolved in the same turn, or the
  /// whole loop may stand still, which is reported otherwise: so they are looked at again.
  private final List<Task<?>> suspects = new ArrayList<>();

  /// Tasks that were reported because they can never go on. What they leave undone follows from
  /// that.
  private final Set<Task<?>> stuck = Collections.newSetFromMap(new WeakHashMap<>());

  /// The whole loop is a deadlock, which will be raised.
  private boolean allStandStill;

  MistakeReporter(EventLoop loop) {
    this.loop = loop;
  }

  /// From now on tasks are only ended: that they have not given back what they held is no mistake
  /// of theirs.
  void allStandStill() {
    allStandStill = true;
  }

  /// @param task whose mistake it is, or null
  void report(Mistake mistake, Task<?> task, String sentence) {
    int count = said.merge(mistake, 1, Integer::sum);
    if (count > MOST) {
      return;
    }
    String text = mistake.heading() + ": " + sentence;
    safely(() -> tell(task, count < MOST ? text : text + " (more of this kind are not reported)"));
  }

  private void tell(Task<?> task, String text) {
    if (loop.listener() != null) {
      loop.listener().noted(task, LoopListener.Note.REPORTED, text);
    }
    if (!loop.scheduler().isExplored()) { // there, the picture of the schedule shows it
      Log.warn(text);
    }
  }

  /// A logger with a full disk, or a primitive that cannot say who holds it, must not break the
  /// program that is to be helped.
  private static void safely(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException | StackOverflowError failure) {
      Thread here = Thread.currentThread();
      here.getUncaughtExceptionHandler().uncaughtException(here, failure);
    }
  }

  private boolean isSilent(Mistake mistake) {
    return said.getOrDefault(mistake, 0) >= MOST;
  }

  /// The task has to wait for something that other tasks hold.
  void waits(Task<?> task) {
    if (suspects.size() < MOST && !isSilent(Mistake.DEADLOCK)) {
      safely(
          () -> {
            if (!Ring.closedBy(task).isEmpty()) {
              suspects.add(task);
            }
          });
    }
  }

  /// The loop goes on, so that a ring which is still closed will not come up as a deadlock of all.
  void reportRings() {
    if (suspects.isEmpty()) {
      return;
    }
    List<Task<?>> all = List.copyOf(suspects);
    suspects.clear();
    all.forEach(task -> safely(() -> reportRing(task)));
  }

  private void reportRing(Task<?> task) {
    List<Task<?>> ring = Ring.closedBy(task);
    stuck.addAll(ring);
    if (ring.isEmpty()) {
      return;
    }
    boolean takenTwice = ring.size() == 1 && isLock(task.blockedOn());
    Mistake mistake = takenTwice ? Mistake.LOCK_TAKEN_TWICE : Mistake.DEADLOCK;
    if (loop.listener() != null && !isSilent(mistake)) {
      loop.listener().deadlocked(ring, ring);
    }
    report(mistake, task, takenTwice ? takenTwice(task) : DeadlockReport.ofRing(loop, ring));
  }

  private static boolean isLock(Object thing) {
    return thing instanceof Blocker blocker && !blocker.holders().isEmpty();
  }

  private static String takenTwice(Task<?> task) {
    Blocker lock = (Blocker) task.blockedOn();
    return text(task)
        + " waits for "
        + DeadlockReport.title(lock)
        + task.waitsAtText()
        + ", which it holds itself"
        + DeadlockReport.takenAtText(lock)
        + ". Locks are not reentrant: let the outer method take it, and the inner one expect it";
  }

  void endedHolding(Task<?> task, Blocker lock) {
    if (allStandStill || stuck.contains(task)) {
      return;
    }
    report(
        Mistake.LOCK_NEVER_RELEASED,
        task,
        text(task)
            + " has ended and still holds "
            + DeadlockReport.title(lock)
            + DeadlockReport.takenAtText(lock)
            + ". Acquire it in the head of a try (...), which gives it back");
  }

  /// @param limit which one, and where it was set
  /// @param late how many nanoseconds after its end the scope has ended
  void computedPast(Task<?> task, String limit, long late) {
    report(
        Mistake.TIME_LIMIT_PASSED,
        task,
        limit
            + " passed while "
            + text(task)
            + " computed, and ended "
            + Durations.text(Math.max(1, late / 1_000_000) * 1_000_000)
            + " late without a TimeoutException. Only a task that waits can be stopped: call"
            + " yieldNow() now and then, or compute in Blocking.call(...)");
  }

  void swallowedCancellation(Task<?> task) {
    report(
        Mistake.CANCELLATION_SWALLOWED,
        task,
        who(task)
            + " was cancelled, caught the CancelledError and ended with a result. Catch it only to"
            + " clean up, and throw it on");
  }

  private static String who(Task<?> task) {
    String startedAt = task.startedAtText();
    return startedAt.isEmpty() ? text(task) : text(task) + startedAt + ",";
  }

  private static String text(Task<?> task) {
    return Log.oneLine(task.toString());
  }

  void orphaned(Task<?> task) {
    report(
        Mistake.ORPHAN,
        task,
        who(task)
            + " went on alone after its gather had failed, until the loop ended and cancelled it."
            + " Start such tasks in a TaskGroup, which ends them all when one fails");
  }
}
