package dev.baton;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What failed in a [TaskGroup], together and in the order in which it failed.
///
/// The first failure is the cause and the others are suppressed exceptions, so that one stack trace
/// shows them all. Where groups in groups are nested more than ten deep, nobody could read that:
/// the cause then is the group ten levels above the innermost one, and what is printed ends after
/// 64 KiB. [#exceptions()] has every level.
public final class ExceptionGroup extends RuntimeException {
  /// So many groups in each other are shown.
  private static final int LEVELS = 10;

  /// So many characters are printed of a group that has more levels.
  private static final int MOST_PRINTED = 64 * 1024;

  private static final String CUT =
      "\t... and more; exceptions() has it all" + System.lineSeparator();

  private final List<Throwable> exceptions;

  /// How many groups are in each other here, this one among them.
  private final int levels;

  /// The first failure, or the first of the first where that is a group, and so on.
  private final Throwable leaf;

  /// What stands for this where it is the cause of another: this one, or one further in.
  private final ExceptionGroup shown;

  ExceptionGroup(List<Throwable> exceptions) {
    super(summary(exceptions), shown(exceptions.getFirst()));
    this.exceptions = List.copyOf(exceptions);
    this.levels = 1 + levelsBelow(exceptions);
    this.leaf = leaf(exceptions.getFirst());
    this.shown = levels <= LEVELS ? this : deepest().shown;
    for (Throwable other : exceptions.subList(1, exceptions.size())) {
      if (other != exceptions.getFirst()) {
        addSuppressed(shown(other));
      }
    }
  }

  /// The failures, first to fail first; the failure of the group's own body comes last.
  public List<Throwable> exceptions() {
    return exceptions;
  }

  /// The first failure of this type, looked for in nested groups too.
  public <X extends Throwable> Optional<X> find(Class<X> type) {
    return first(type::isInstance).map(type::cast);
  }

  /// The failure itself if it is of this type, and otherwise the first in it if it is a group.
  public static <X extends Throwable> Optional<X> find(Throwable failure, Class<X> type) {
    if (type.isInstance(failure)) {
      return Optional.of(type.cast(failure));
    }
    return failure instanceof ExceptionGroup group ? group.find(type) : Optional.empty();
  }

  /// True if this very failure is among them, or in a nested group.
  boolean has(Throwable failure) {
    return first(other -> other == failure).isPresent();
  }

  /// Groups may be nested deeper than a stack is.
  private Optional<Throwable> first(Predicate<Throwable> wanted) {
    Deque<Iterator<Throwable>> open = new ArrayDeque<>();
    open.push(exceptions.iterator());
    while (!open.isEmpty()) {
      if (!open.peek().hasNext()) {
        open.pop();
        continue;
      }
      Throwable next = open.peek().next();
      if (wanted.test(next)) {
        return Optional.of(next);
      }
      if (next instanceof ExceptionGroup nested) {
        open.push(nested.exceptions.iterator());
      }
    }
    return Optional.empty();
  }

  /// The first failure, if all of them are of this type, those in nested groups too: for those who
  /// answer a failure that is no bug, and must not hide a bug that came with it.
  public <X extends Throwable> Optional<X> onlyOf(Class<X> type) {
    return exceptions.stream().allMatch(exception -> isOnly(exception, type))
        ? find(type)
        : Optional.empty();
  }

  private static boolean isOnly(Throwable exception, Class<?> type) {
    return exception instanceof ExceptionGroup nested
        ? nested.exceptions.stream().allMatch(inside -> isOnly(inside, type))
        : type.isInstance(exception);
  }

  private static String summary(List<Throwable> exceptions) {
    int count = exceptions.size();
    int levels = levelsBelow(exceptions);
    return count
        + (count == 1 ? " failure" : " failures")
        + " in a task group, first: "
        + leaf(exceptions.getFirst())
        + (levels == 0 ? "" : " (" + (levels + 1) + " groups deep)");
  }

  private static int levelsBelow(List<Throwable> exceptions) {
    int most = 0;
    for (Throwable exception : exceptions) {
      if (exception instanceof ExceptionGroup nested) {
        most = Math.max(most, nested.levels);
      }
    }
    return most;
  }

  private static Throwable leaf(Throwable failure) {
    return failure instanceof ExceptionGroup nested ? nested.leaf : failure;
  }

  private static Throwable shown(Throwable failure) {
    return failure instanceof ExceptionGroup nested ? nested.shown : failure;
  }

  private ExceptionGroup deepest() {
    for (Throwable exception : exceptions) {
      if (exception instanceof ExceptionGroup nested && nested.levels == levels - 1) {
        return nested;
      }
    }
    throw new AssertionError("a group with " + levels + " levels has none with one less");
  }

  @Override
  public void printStackTrace(PrintStream out) {
    if (levels <= LEVELS) {
      super.printStackTrace(out);
    } else {
      out.print(printed());
    }
  }

  @Override
  public void printStackTrace(PrintWriter out) {
    if (levels <= LEVELS) {
      super.printStackTrace(out);
    } else {
      out.print(printed());
    }
  }

  private String printed() {
    StringWriter all = new StringWriter();
    super.printStackTrace(new PrintWriter(all));
    if (all.getBuffer().length() <= MOST_PRINTED) {
      return all.toString();
    }
    int end = all.getBuffer().lastIndexOf("\n", MOST_PRINTED - CUT.length() - 1) + 1;
    return all.getBuffer().substring(0, end) + CUT;
  }
}
