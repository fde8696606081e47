package dev.baton;

/// How long a task may go on while everything that it asks of its sockets is there at once.
///
/// A peer that sends as fast as it is read would hold the loop for ever: no read has to wait, so
/// nothing else would get a turn. So each step of a task has a budget. When that is spent, its next
/// call on a socket lets everything that is ready run once before it goes on. tokio calls this
/// cooperative scheduling.
///
/// Only sockets count. Locks, queues and futures keep asyncio's order to the turn: what is ready
/// there is taken at once, however often.
///
/// Nothing is counted before the first such call of a step, so a task that uses no socket pays
/// nothing.
final class Budget {
  /// So many operations may be ready at once, one after the other.
  private static final int OPERATIONS = 64;

  /// The time that they may take. A clock that stands still while tasks run leaves the decision to
  /// the number, so every run under it is the same.
  private static final long NANOS = 2_000_000;

  private final Scheduler scheduler;

  /// Who decides instead, or null.
  private final SchedulingPolicy policy;

  /// The step that the other fields tell of, by the loop's beat.
  private long step;

  private long startedAt;
  private int operations;

  Budget(Scheduler scheduler, SchedulingPolicy policy) {
    this.scheduler = scheduler;
    this.policy = policy;
  }

  /// Counts one operation of the task that runs.
  ///
  /// @return true if it is one too many
  boolean spend(Task<?> task) {
    if (policy != null) {
      return policy.yields(task);
    }
    long now = scheduler.time();
    if (scheduler.beat() != step) {
      begin(now);
    }
    return ++operations > OPERATIONS || now - startedAt >= NANOS;
  }

  /// The task has let others run, and does what it was about to.
  void renew() {
    begin(scheduler.time());
    operations = 1;
  }

  private void begin(long now) {
    step = scheduler.beat();
    startedAt = now;
    operations = 0;
  }
}
