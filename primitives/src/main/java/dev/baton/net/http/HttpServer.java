package dev.baton.net.http;

import dev.baton.Async;
import dev.baton.Suspends;
import dev.baton.TimeoutException;
import dev.baton.net.Listener;
import dev.baton.net.Stream;
import dev.baton.sync.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Serves HTTP/1.1, one task a connection.
///
/// ```java
/// HttpServer server = new HttpServer(request -> Response.text("hello\n"));
/// try (Listener listener = Net.listen(new InetSocketAddress("localhost", port))) {
///   server.serve(listener);
/// }
/// ```
///
/// - Requests of one connection are answered in their order, also when the client sends them
///   without waiting for responses.
/// - What is ambiguous or beyond the [limits][HttpSettings] is refused with a status and a
///   sentence, and the connection ends.
/// - Each wait for a client has a limit: for a request, for its head, for its body, and for the
///   client to take the response, to its end. So nobody keeps a place by being slow.
/// - A handler that fails answers 500 without details; the failure goes to the loop's exception
///   handler.
/// - When the task that serves is cancelled, all connections end at once. [#stop] lets them finish.
public final class HttpServer {
  private final HttpSettings settings;
  private final Handler handler;
  private final HttpDate date;
  private final HeadBuffers headBuffers = new HeadBuffers();
  private final SendBuffers sendBuffers = new SendBuffers();
  private final Set<Listener> listeners = new LinkedHashSet<>();
  private final Set<Connection> connections = new LinkedHashSet<>();
  private final Event allEnded = new Event("all connections ended");
  private boolean stopping;

  /// A server with the default limits.
  public HttpServer(Handler handler) {
    this(HttpSettings.defaults(), handler);
  }

  /// A server with these limits.
  public HttpServer(HttpSettings settings, Handler handler) {
    this.settings = Objects.requireNonNull(settings, "settings");
    this.handler = Objects.requireNonNull(handler, "handler");
    this.date = new HttpDate(settings.clock());
  }

  // --- serving

  /// Serves the connections of this listener until it is closed or the server is stopped, and all
  /// of them have ended. A server can serve several listeners, each in a task of its own.
  ///
  /// @throws IllegalStateException if the server was stopped
  @Suspends
  public void serve(Listener listener) {
    if (stopping) {
      throw new IllegalStateException(this + " was stopped; make a new one");
    }
    listeners.add(listener);
    try {
      listener.serve(settings.maxConnections(), this::serve);
    } finally {
      listeners.remove(listener);
    }
  }

  /// Serves this one connection until it ends; the caller closes the stream. For TLS, whose
  /// handshake has a time limit of its own:
  ///
  /// ```java
  /// listener.serve(1_000, plain -> {
  ///   try (Stream secure = Tls.server(plain, context)) {
  ///     server.serve(secure);
  ///   }
  /// });
  /// ```
  ///
  /// @throws IOException if the connection broke
  /// @throws Exception what the code that took the stream over after an upgrade fails with
  @Suspends
  public void serve(Stream stream) throws Exception {
    Connection connection = new Connection(this, stream);
    connections.add(connection);
    try {
      connection.serve();
    } finally {
      connections.remove(connection);
      if (connections.isEmpty() && stopping) {
        allEnded.set();
      }
    }
  }

  // --- the end

  /// Stops: closes the listeners and the connections on which no request is under way, and waits
  /// until the others have finished theirs. Those that have not within the limit are cut; one that
  /// was upgraded counts as unfinished. Stopping again only waits. Not for a handler, which would
  /// wait for itself: it spawns a task that stops.
  @Suspends
  public void stop(Duration limit) {
    stopping = true;
    List.copyOf(listeners).forEach(Listener::close);
    List.copyOf(connections).forEach(Connection::closeIfIdle);
    if (connections.isEmpty()) {
      return;
    }
    try {
      Async.timeout(limit, allEnded::await);
    } catch (TimeoutException late) {
      List.copyOf(connections).forEach(Connection::cancel);
      allEnded.await();
    }
  }

  boolean isStopping() {
    return stopping;
  }

  /// How many connections are open.
  public int connections() {
    return connections.size();
  }

  // --- what connections share

  HttpSettings settings() {
    return settings;
  }

  Handler handler() {
    return handler;
  }

  HttpDate date() {
    return date;
  }

  HeadBuffers headBuffers() {
    return headBuffers;
  }

  SendBuffers sendBuffers() {
    return sendBuffers;
  }

  @Override
  public String toString() {
    return "HttpServer ["
        + connections.size()
        + " connections"
        + (stopping ? ", stopping" : "")
        + "]";
  }
}
