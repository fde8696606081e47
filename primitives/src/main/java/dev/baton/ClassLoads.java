package dev.baton;

import java.lang.management.ManagementFactory;

/// Whether a callback takes long because classes are being loaded for it: see [Block].
final class ClassLoads {
  private ClassLoads() {}

  /// How many classes this JVM has loaded since it was started. The first call takes some
  /// milliseconds, and loads classes itself before it counts.
  static long count() {
    try {
      return ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
    } catch (LinkageError notInThisRuntime) {
      return 0;
    }
  }

  /// Whether what runs on the loop is loading, initialising or linking a class. Called from any
  /// thread.
  static boolean areUnderWay(EventLoop loop) {
    Task<?> task = loop.current();
    Thread thread = task == null ? loop.thread() : task.thread();
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getClassName().equals("dev.baton.Scheduler")) {
        return false; // what comes below has been there for as long as the loop
      }
      if (loads(frame.getClassName(), frame.getMethodName())) {
        return true;
      }
    }
    return false;
  }

  private static boolean loads(String type, String method) {
    return method.equals("<clinit>")
        || type.equals("java.lang.ClassLoader")
        || type.startsWith("jdk.internal.loader.")
        || type.equals("java.lang.Class") && method.startsWith("forName")
        || type.equals("java.lang.invoke.MethodHandleNatives"); // links a lambda, a string template
  }
}
