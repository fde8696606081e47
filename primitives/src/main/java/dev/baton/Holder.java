package dev.baton;

import java.util.Optional;

/// Who holds the baton of a loop at a moment, what it does with it, and where.
///
/// The thread that it runs on tells: its state says whether it sleeps, waits for a monitor or
/// computes, and its stack has the user's line.
///
/// @param task the task; empty if it is a callback
/// @param does `sleeping`, `computing`, ...
/// @param at the line of the user's code, such as `Shop.order(Shop.java:12)`, if there is one
/// @param advice what to do about it where it takes long: a sentence
public record Holder(Optional<Task<?>> task, String does, Optional<String> at, String advice) {

  /// Called from any thread; what it says may be over when it returns.
  static Holder of(EventLoop loop) {
    Task<?> task = loop.current();
    Thread thread = task == null ? loop.thread() : task.thread();
    Activity activity = activity(thread);
    Optional<String> line = CallSites.of(thread).map(CallSites::text);
    return new Holder(Optional.ofNullable(task), activity.what, line, activity.advice);
  }

  /// `task "fetch"`, or `a callback`.
  public String who() {
    return task.map(Task::toString).orElse("a callback");
  }

  /// `sleeping at Fetcher.fetch(Fetcher.java:12)`.
  public String text() {
    return does + at.map(line -> " at " + line).orElse("");
  }

  private record Activity(String what, String advice) {}

  private static Activity activity(Thread thread) {
    StackTraceElement[] stack = thread.getStackTrace();
    return switch (thread.getState()) {
      case BLOCKED ->
          new Activity(
              "waiting for a monitor",
              "Hold no monitor where a task waits; use dev.baton.sync.Lock between tasks");
      case WAITING, TIMED_WAITING -> waiting(stack);
      default -> new Activity("computing", "Use Blocking.call(...), or yieldNow() now and then");
    };
  }

  private static Activity waiting(StackTraceElement[] stack) {
    if (sleeps(stack)) {
      return new Activity("sleeping", "Use Async.sleep(...)");
    }
    String call = call(stack);
    return new Activity(
        "blocked in " + call,
        call.contains("Lock.")
            ? "Use dev.baton.sync.Lock between tasks"
            : "Use Blocking.call(...)");
  }

  private static boolean sleeps(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      if (frame.getClassName().equals("java.lang.Thread")
          && frame.getMethodName().startsWith("sleep")) {
        return true;
      }
    }
    return false;
  }

  /// The outermost JDK method above the user's code.
  private static String call(StackTraceElement[] stack) {
    String call = "a call of the JDK";
    for (StackTraceElement frame : stack) {
      if (!frame.getClassName().startsWith("java.") && !frame.getClassName().startsWith("jdk.")) {
        break;
      }
      String type = frame.getClassName();
      call = type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethodName();
    }
    return call;
  }
}
