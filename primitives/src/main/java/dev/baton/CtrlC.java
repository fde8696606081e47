package dev.baton;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/// Ctrl-C: the first cancels the main task, so that cleanup runs; the second ends the process.
///
/// One loop of a process listens at a time, the first that was started; as in asyncio the others do
/// not.
///
/// The JDK hears of signals in `sun.misc.Signal` only. It is exported to all programs (module
/// `jdk.unsupported`), but the compiler warns of it on every line and cannot be told not to: hence
/// the reflection.
final class CtrlC implements AutoCloseable {
  /// 128 and the number of SIGINT, as shells report it.
  private static final int EXIT_CODE = 130;

  private static final AtomicBoolean TAKEN = new AtomicBoolean();

  private final EventLoop loop;

  /// The `SignalHandler` that was there before; null while this does not listen.
  private Object before;

  private final AtomicBoolean pressed = new AtomicBoolean();

  /// Main had ended already: whoever called `run` has to be told instead. Used on the loop's
  /// thread.
  private boolean unheard;

  private CtrlC(EventLoop loop) {
    this.loop = loop;
  }

  /// From now until it is closed.
  static CtrlC cancels(EventLoop loop) {
    CtrlC ctrlC = new CtrlC(loop);
    if (TAKEN.compareAndSet(false, true)) {
      ctrlC.listen();
    }
    return ctrlC;
  }

  /// One that does not listen.
  static CtrlC ignored(EventLoop loop) {
    return new CtrlC(loop);
  }

  private void listen() {
    try {
      Class<?> type = Class.forName("sun.misc.SignalHandler");
      before =
          handle(
              Proxy.newProxyInstance(
                  CtrlC.class.getClassLoader(), new Class<?>[] {type}, this::onCall));
    } catch (ReflectiveOperationException _) {
      TAKEN.set(false); // no such JDK, or the JVM keeps the signal for itself, as with -Xrs
    }
  }

  /// Installs a handler for SIGINT and gives the one before.
  private static Object handle(Object handler) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Method handle = signal.getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"));
    return handle.invoke(null, signal.getConstructor(String.class).newInstance("INT"), handler);
  }

  private Object onCall(Object proxy, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "handle" -> {
        onSignal();
        yield null;
      }
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "Ctrl-C for " + loop;
    };
  }

  private void onSignal() {
    if (pressed.getAndSet(true)) { // each signal comes on a thread of its own
      Runtime.getRuntime().halt(EXIT_CODE);
    }
    loop.callSoonThreadsafe(() -> unheard = !loop.cancelMain("Ctrl-C"));
  }

  /// @throws CancelledError if Ctrl-C came when there was no main task any more to take it
  void raiseIfUnheard() {
    if (unheard) {
      throw new CancelledError("Ctrl-C");
    }
  }

  @Override
  public void close() {
    if (before != null) {
      try {
        handle(before);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot give Ctrl-C back", e);
      }
      TAKEN.set(false);
    }
  }
}
