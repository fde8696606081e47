package dev.baton;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;

/// Hears the signals of the operating system. The action runs on another thread, so it goes through
/// the loop's inbox:
///
/// ```java
/// EventLoop loop = EventLoop.running();
/// Optional<Signals.Listening> listening =
///     Signals.listen("USR1", () -> loop.callSoonThreadsafe(reload::set));
/// try {
///   serve(reload);
/// } finally {
///   listening.ifPresent(Signals.Listening::close);
/// }
/// ```
///
/// The JDK tells of signals in `sun.misc.Signal` only. It is exported to all programs (module
/// `jdk.unsupported`), but the compiler warns of it on every line and cannot be told not to: hence
/// the reflection.
public final class Signals {
  private Signals() {}

  /// Runs the action each time that the signal comes, until what this returns is closed; then
  /// whatever the process did before is done again.
  ///
  /// @param name without `SIG`, such as `INT`
  /// @param action runs on a thread of its own, several times at once if the signal comes again
  /// @return empty where there is no such signal, or the JVM keeps it for itself
  public static Optional<Listening> listen(String name, Runnable action) {
    try {
      Class<?> type = Class.forName("sun.misc.SignalHandler");
      Object handler =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {type},
              (proxy, method, arguments) -> onCall(proxy, method, arguments, name, action));
      return Optional.of(new Listening(name, handle(name, handler)));
    } catch (ReflectiveOperationException _) {
      return Optional.empty();
    }
  }

  /// Installs a handler and gives the one before.
  private static Object handle(String name, Object handler) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Method handle = signal.getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"));
    return handle.invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
  }

  private static Object onCall(
      Object proxy, Method method, Object[] arguments, String name, Runnable action) {
    return switch (method.getName()) {
      case "handle" -> {
        action.run();
        yield null;
      }
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "listener for " + name;
    };
  }

  /// A signal is being listened for.
  public static final class Listening implements AutoCloseable {
    private final String name;

    /// The `SignalHandler` that was there before.
    private final Object before;

    private Listening(String name, Object before) {
      this.name = name;
      this.before = before;
    }

    /// Gives the signal back.
    @Override
    public void close() {
      try {
        handle(name, before);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot give the signal " + name + " back", e);
      }
    }
  }
}
