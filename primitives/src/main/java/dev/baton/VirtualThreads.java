package dev.baton;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/// The one place that reaches into the JDK: virtual threads with a scheduler of our own.
///
/// The JDK has them, but not as public API: they need `--add-opens
/// java.base/java.lang=ALL-UNNAMED`, or the line `Add-Opens: java.base/java.lang` in an executable
/// jar's manifest.
final class VirtualThreads {
  static final String FLAG = "--add-opens java.base/java.lang=ALL-UNNAMED";

  /// `ThreadBuilders.newVirtualThread(Executor, String, int, Runnable)`, or null where it cannot be
  /// had.
  private static final MethodHandle NEW_VIRTUAL_THREAD;

  /// The scheduler of ordinary virtual threads; null where the other is.
  private static final Executor DEFAULT_SCHEDULER;

  static {
    MethodHandle create = null;
    Executor scheduler = null;
    try {
      create = findCreate();
      scheduler = findDefaultScheduler();
    } catch (ReflectiveOperationException | RuntimeException e) {
      create = null; // not opened to us, or another JDK: tasks are handed off
    }
    NEW_VIRTUAL_THREAD = create;
    DEFAULT_SCHEDULER = scheduler;
  }

  private VirtualThreads() {}

  static boolean canMount() {
    return NEW_VIRTUAL_THREAD != null;
  }

  /// A virtual thread, not started, that this executor schedules. It inherits the calling thread's
  /// inheritable thread-locals, as every thread does.
  static Thread create(Executor scheduler, Runnable body) {
    try {
      return (Thread) NEW_VIRTUAL_THREAD.invokeExact(scheduler, (String) null, 0, body);
    } catch (Throwable e) {
      throw new LinkageError(
          "this JDK does not make virtual threads as expected; use -Dbaton.mounted=never", e);
    }
  }

  /// Starts a virtual thread that has nothing to do with any loop, also when called by a task.
  static Thread startOutside(String name, Runnable body) {
    // made by a task, a thread would have that task's scheduler by default
    Thread thread =
        canMount() ? create(DEFAULT_SCHEDULER, body) : Thread.ofVirtual().unstarted(body);
    thread.setName(name);
    thread.start();
    return thread;
  }

  /// Runs the continuation of a virtual thread that a task has started by itself.
  static void runElsewhere(Runnable continuation) {
    DEFAULT_SCHEDULER.execute(continuation);
  }

  private static MethodHandle findCreate() throws ReflectiveOperationException {
    Class<?> builders = Class.forName("java.lang.ThreadBuilders");
    return MethodHandles.privateLookupIn(builders, MethodHandles.lookup())
        .findStatic(
            builders,
            "newVirtualThread",
            MethodType.methodType(
                Thread.class, Executor.class, String.class, int.class, Runnable.class));
  }

  private static Executor findDefaultScheduler() throws ReflectiveOperationException {
    Class<?> virtualThread = Class.forName("java.lang.VirtualThread");
    return (Executor)
        MethodHandles.privateLookupIn(virtualThread, MethodHandles.lookup())
            .findStaticVarHandle(virtualThread, "DEFAULT_SCHEDULER", ForkJoinPool.class)
            .get();
  }
}
