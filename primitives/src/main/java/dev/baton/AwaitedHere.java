package dev.baton;

import java.util.Arrays;

/// Shows in the stack trace of a failure where it was awaited, as a suppressed exception.
///
/// A failure is raised in the task that awaits, but its trace is from the task that failed. Python
/// appends frames to the traceback as the exception travels; a Java trace is fixed when the
/// exception is made.
final class AwaitedHere extends Exception {
  /// A failure that many tasks await keeps the first few traces.
  private static final int MOST = 4;

  private AwaitedHere(String by) {
    super("awaited by " + by);
    StackTraceElement[] stack = getStackTrace();
    int first = 0;
    while (first < stack.length && !CallSites.isUsers(stack[first].getClassName())) {
      first++;
    }
    setStackTrace(Arrays.copyOfRange(stack, first, stack.length));
  }

  static void mark(Throwable failure, Object by) {
    int marks = 0;
    for (Throwable suppressed : failure.getSuppressed()) {
      if (suppressed instanceof AwaitedHere) {
        marks++;
      }
    }
    if (marks < MOST && !(failure instanceof CancelledError)) {
      failure.addSuppressed(new AwaitedHere(by.toString()));
    }
  }

  @Override
  public String toString() {
    return getMessage();
  }
}
