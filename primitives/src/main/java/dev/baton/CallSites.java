package dev.baton;

import java.lang.StackWalker.StackFrame;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// Finds the line of the user's code that is running, for reports.
///
/// Finding it costs 0.7 microseconds, several times what a task switch costs. A report wants it for
/// every task and every lock, but a program that spawns a million tasks a second wants to be fast.
/// So there is a budget: the first thousand lines of each second are recorded, which is all of them
/// in an ordinary program and costs less than a thousandth of the time in a busy one. In debug mode
/// all are recorded.
final class CallSites {
  static final int A_SECOND = 1_000;
  private static final long SECOND = 1_000_000_000L;

  /// How many refused calls share one look at the clock.
  private static final int REFUSALS_A_LOOK = 256;

  /// The packages of this module, but for the lessons: those are programs, as a user's are.
  static final Set<String> OURS =
      Set.of(
          "dev.baton",
          "dev.baton.html",
          "dev.baton.look",
          "dev.baton.net",
          "dev.baton.net.http",
          "dev.baton.program",
          "dev.baton.sql",
          "dev.baton.sync",
          "dev.baton.terminal",
          "dev.baton.testing",
          "dev.baton.top",
          "dev.baton.trace");

  /// Those of them that every wait goes through.
  private static final Set<String> KERNEL = Set.of("dev.baton", "dev.baton.sync");

  private static final StackWalker WALKER = StackWalker.getInstance();

  private final boolean all;
  private final int aSecond;
  private int left;
  private int refused;
  private long refilledAt = System.nanoTime();

  /// @param aSecond how many lines are recorded in each second at most
  /// @param all record them all, whatever it costs
  CallSites(int aSecond, boolean all) {
    this.aSecond = aSecond;
    this.left = aSecond;
    this.all = all;
  }

  /// The innermost frame that is not the kernel's, or null when the budget is used up.
  StackFrame here() {
    return all || withinBudget() ? find() : null;
  }

  private boolean withinBudget() {
    if (left > 0) {
      left--;
      return true;
    }
    if (++refused % REFUSALS_A_LOOK == 0) {
      long now = System.nanoTime();
      if (now - refilledAt >= SECOND) {
        refilledAt = now;
        left = aSecond;
      }
    }
    return false;
  }

  /// The innermost frame of the calling thread that is not the kernel's, or null.
  static StackFrame find() {
    return WALKER
        .walk(frames -> frames.filter(f -> isUsers(f.getClassName())).findFirst())
        .orElse(null);
  }

  /// The innermost frame of another thread that is the user's. A task that runs nothing of the
  /// user's, as those that write a program's output, gives the innermost above the kernel.
  static Optional<StackTraceElement> of(Thread thread) {
    StackTraceElement[] frames = thread.getStackTrace();
    return Arrays.stream(frames)
        .filter(frame -> isUsers(frame.getClassName()))
        .findFirst()
        .or(
            () ->
                Arrays.stream(frames)
                    .filter(frame -> !isOf(KERNEL, packageOf(frame.getClassName())))
                    .findFirst());
  }

  static String text(StackFrame frame) {
    return text(frame.toStackTraceElement());
  }

  /// `Type.method(File.java:12)`.
  static String text(StackTraceElement frame) {
    String type = frame.getClassName();
    String method = frame.getMethodName();
    int lambda = method.indexOf('$') + 1; // lambda$method$0
    if (method.startsWith("lambda$")) {
      method = method.substring(lambda, method.lastIndexOf('$'));
    }
    return type.substring(type.lastIndexOf('.') + 1).replace('$', '.')
        + "."
        + method
        + "("
        + frame.getFileName()
        + ":"
        + frame.getLineNumber()
        + ")";
  }

  static boolean isUsers(String className) {
    return !isOf(OURS, packageOf(className));
  }

  private static String packageOf(String className) {
    int dot = className.lastIndexOf('.');
    return dot < 0 ? "" : className.substring(0, dot);
  }

  /// True for these packages and the JDK's.
  private static boolean isOf(Set<String> packages, String pkg) {
    return packages.contains(pkg)
        || pkg.startsWith("java.")
        || pkg.startsWith("jdk.")
        || pkg.startsWith("sun.");
  }
}
