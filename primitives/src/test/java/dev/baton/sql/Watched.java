package dev.baton.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// SQLite, of which one can see what is open and on which thread; all of it is real.
final class Watched implements Dialect {
  private static final List<Class<?>> KINDS =
      List.of(Connection.class, PreparedStatement.class, Statement.class, ResultSet.class);

  private final Dialect sqlite = new Sqlite();
  private final Set<Object> open = ConcurrentHashMap.newKeySet();
  private volatile int opened;
  private volatile int mostOpen;
  private volatile Thread thread;

  /// What ended the thread, or null.
  private volatile Throwable uncaught;

  /// Is passed before a connection is made.
  private Gate beforeConnecting;

  private volatile boolean failsToClose;
  private volatile Error adviceError;

  Watched() {}

  Watched(Gate beforeConnecting) {
    this.beforeConnecting = beforeConnecting;
  }

  /// From now on, after having closed it.
  void failToClose() {
    failsToClose = true;
  }

  /// From now on: each failure of a statement ends the thread.
  void failToAdvise(Error error) {
    adviceError = error;
  }

  /// Connections, statements and results.
  Set<Object> open() {
    return open;
  }

  int opened() {
    return opened;
  }

  int mostOpen() {
    return mostOpen;
  }

  Thread thread() {
    return thread;
  }

  /// Holds the calling thread until that of the database runs, or waits in, this method.
  void awaitIn(Class<?> type, String method) {
    while (thread == null
        || thread.isAlive()
            && Stream.of(thread.getStackTrace())
                .noneMatch(
                    frame ->
                        frame.getClassName().equals(type.getName())
                            && frame.getMethodName().equals(method))) {
      Thread.onSpinWait();
    }
  }

  /// Waits until the thread has ended, by itself.
  void awaitEnd() throws InterruptedException {
    assertThat(thread.join(Duration.ofSeconds(60))).as("the thread has ended").isTrue();
    assertThat(uncaught).isNull();
  }

  @Override
  public String name(String url) {
    return sqlite.name(url);
  }

  @Override
  public Connection connect(String url) throws SQLException {
    thread = Thread.currentThread();
    thread.setUncaughtExceptionHandler((_, failure) -> uncaught = failure);
    if (beforeConnecting != null) {
      beforeConnecting.pass();
    }
    return (Connection) watched(sqlite.connect(url), Connection.class);
  }

  @Override
  public Connection connectForReading(String url) throws SQLException {
    thread = Thread.currentThread();
    return (Connection) watched(sqlite.connectForReading(url), Connection.class);
  }

  private Object watched(Object real, Class<?> kind) {
    open.add(real);
    opened++;
    mostOpen = Math.max(mostOpen, open.size());
    return Proxy.newProxyInstance(
        Watched.class.getClassLoader(),
        new Class<?>[] {kind},
        (_, method, arguments) -> call(real, method, arguments));
  }

  private Object call(Object real, Method method, Object[] arguments) throws Throwable {
    try {
      Object result = method.invoke(real, arguments);
      if (method.getName().equals("close")) {
        closed(real);
      }
      return KINDS.contains(method.getReturnType()) && makesSomething(method)
          ? watched(result, method.getReturnType())
          : result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private void closed(Object real) throws SQLException {
    open.remove(real);
    if (failsToClose && real instanceof Connection) {
      throw new SQLException("a full disk");
    }
  }

  private static boolean makesSomething(Method method) {
    return !method.getName().startsWith("get");
  }

  @Override
  public void configure(Connection connection) throws SQLException {
    sqlite.configure(connection);
  }

  @Override
  public String begin() {
    return sqlite.begin();
  }

  @Override
  public String beginReading() {
    return sqlite.beginReading();
  }

  @Override
  public String advice(SQLException failure) {
    if (adviceError != null) {
      throw adviceError;
    }
    return sqlite.advice(failure);
  }
}
