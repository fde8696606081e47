package dev.baton;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// Decides whether a loop is blocked for so long that it should be said. It is told now and then
/// how many callbacks the loop has begun: one that stands still means that one callback has been
/// running all that time.
///
/// A callback that loads classes is slow for a reason that passes, and nobody can do anything about
/// it: that time does not count. There are two signs of it. The thread is in a class loader, a
/// static initialiser or the linking of a call, as its stack says. Or the JVM has loaded classes
/// since the last look: it does so for its own classes without a trace on the stack, and then links
/// and verifies what it has loaded. The count is of the whole process; so that another thread that
/// loads classes for ever hides no block, a long one is reported all the same.
///
/// All times are in nanoseconds.
final class Block {
  /// A block that goes on is reported again when it is this many times as long.
  private static final int AGAIN = 10;

  /// A block of this many times the limit is reported although classes load.
  private static final int LONG = 50;

  /// A JVM that has just been started runs slowly, before it compiles: it gets this long, and so
  /// many times the limit.
  private static final long WARM_UP = 2_000_000_000L;

  private static final int WARM_UP_FACTOR = 5;

  private static final long UNKNOWN = -1;

  private final long limit;
  private final long warmUntil;
  private final BooleanSupplier loading;
  private final LongSupplier classes;

  private long beat = UNKNOWN;

  /// When the callback was seen first.
  private long since;

  /// What comes after this counts: no classes were being loaded since.
  private long countsFrom;

  private long reportAfter;
  private boolean reported;

  /// How many classes had been loaded when half of the time was over; [#UNKNOWN] before.
  private long classesBefore;

  /// @param limit how long a callback may take
  /// @param started when the JVM was
  /// @param loading whether the thread of the loop is loading classes at this moment
  /// @param classes how many classes the JVM has loaded; asked only when a report is near, since
  ///   the first answer takes milliseconds
  Block(long limit, long started, BooleanSupplier loading, LongSupplier classes) {
    this.limit = limit;
    this.warmUntil = started + WARM_UP;
    this.loading = loading;
    this.classes = classes;
  }

  /// @param beat how many callbacks the loop has begun
  /// @param waiting whether the loop waits for work
  /// @return how long the loop has been blocked, if that is to be reported now; otherwise 0
  long look(long now, long beat, boolean waiting) {
    if (beat != this.beat || waiting) {
      begin(now, beat);
      return 0;
    }
    long blockedFor = now - since;
    if (!reported && blockedFor / LONG < limit && isExcused(now)) {
      countsFrom = now;
      classesBefore = UNKNOWN;
      return 0;
    }
    if (now - countsFrom < reportAfter) {
      return 0;
    }
    reported = true;
    countsFrom = since;
    reportAfter = blockedFor * AGAIN;
    return blockedFor;
  }

  private void begin(long now, long newBeat) {
    beat = newBeat;
    since = now;
    countsFrom = now;
    classesBefore = UNKNOWN;
    reported = false;
    reportAfter = now - warmUntil < 0 ? limit * WARM_UP_FACTOR : limit;
  }

  private boolean isExcused(long now) {
    if (loading.getAsBoolean()) {
      return true;
    }
    if (now - countsFrom < reportAfter / 2) {
      return false;
    }
    long loaded = classes.getAsLong();
    boolean more = classesBefore != UNKNOWN && loaded > classesBefore;
    classesBefore = loaded;
    return more;
  }
}
