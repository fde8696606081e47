package dev.baton;

import java.util.List;
import java.util.Optional;

/// What failed in a [TaskGroup], together and in the order in which it failed.
///
/// The first failure is the cause and the others are suppressed exceptions, so that one stack trace
/// shows them all.
public final class ExceptionGroup extends RuntimeException {
  private final List<Throwable> exceptions;

  ExceptionGroup(List<Throwable> exceptions) {
    super(summary(exceptions), exceptions.getFirst());
    this.exceptions = List.copyOf(exceptions);
    for (Throwable other : exceptions.subList(1, exceptions.size())) {
      if (other != exceptions.getFirst()) {
        addSuppressed(other);
      }
    }
  }

  /// The failures, first to fail first; the failure of the group's own body comes last.
  public List<Throwable> exceptions() {
    return exceptions;
  }

  /// The first failure of this type, looked for in nested groups too.
  public <X extends Throwable> Optional<X> find(Class<X> type) {
    for (Throwable exception : exceptions) {
      if (type.isInstance(exception)) {
        return Optional.of(type.cast(exception));
      }
      if (exception instanceof ExceptionGroup nested) {
        Optional<X> inside = nested.find(type);
        if (inside.isPresent()) {
          return inside;
        }
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
    return count
        + (count == 1 ? " failure" : " failures")
        + " in a task group, first: "
        + exceptions.getFirst();
  }
}
