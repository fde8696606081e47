package dev.baton.net;

import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.TimeoutException;
import dev.baton.UnhandledFailure;
import dev.baton.sync.Hold;
import dev.baton.sync.Semaphore;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;

/// Accepts connections: a server is one of these, and a task for each connection.
///
/// ```java
/// try (Listener listener = Net.listen(new InetSocketAddress("localhost", port))) {
///   listener.serve(
///       1_000,
///       stream ->
///           Async.timeout(Duration.ofSeconds(30), () -> stream.write(stream.read(8_192))));
/// }
/// ```
///
/// The time limit is not for show: without it, a thousand clients that say nothing would keep all
/// places for ever.
public final class Listener implements AutoCloseable {
  /// What to do with one connection.
  @FunctionalInterface
  public interface Handler {
    /// Serves the stream; it is closed afterwards.
    void serve(Stream stream) throws Exception;
  }

  /// When no file descriptor is left, trying again at once would only burn the processor.
  private static final Duration AFTER_FAILURE = Duration.ofMillis(100);

  private final Acceptor acceptor;

  /// A listener over this acceptor; [Net#listen] makes one over a socket.
  public Listener(Acceptor acceptor) {
    this.acceptor = acceptor;
  }

  /// Waits for a connection. One task at a time.
  ///
  /// @throws IOException if the listener is closed, or the system has no room for another
  ///   connection
  @Suspends
  public Stream accept() throws IOException {
    return new Stream(acceptNext());
  }

  /// Connections may come faster than others get their turn.
  @Suspends
  private Transport acceptNext() throws IOException {
    Async.letOthersRun();
    return acceptor.accept();
  }

  /// Accepts connections until the listener is closed, each served by a task of its own; then waits
  /// until these have ended.
  ///
  /// A handler that fails ends its own connection only: a connection that is broken ([IOException])
  /// or too slow ([TimeoutException]) is nothing unusual and is passed over; anything else goes to
  /// the loop's exception handler. So a handler must itself say, or wrap, what its own files and
  /// limits fail with, such as a [TimeoutException] of its database: here it is taken for the
  /// connection's. When this task is cancelled, so are all handlers.
  ///
  /// @param most how many connections at once; while there are as many, no other is accepted
  @Suspends
  public void serve(int most, Handler handler) {
    if (most < 1) {
      throw new IllegalArgumentException("most must be at least 1, got " + most);
    }
    Semaphore places = new Semaphore("connections", most);
    TaskGroup.run(
        group -> {
          while (acceptor.isOpen()) {
            Hold place = places.acquire();
            Transport transport = acceptOrNull();
            if (transport == null) {
              place.close();
            } else {
              Task<Void> task = group.spawn(() -> serveOne(new Stream(transport), handler));
              task.addDoneCallback(_ -> leave(transport, place));
            }
          }
        });
  }

  /// Null when the listener was closed, or after a pause when accepting failed.
  @Suspends
  private Transport acceptOrNull() {
    try {
      return acceptNext();
    } catch (ClosedChannelException closed) {
      return null;
    } catch (IOException failure) {
      report(this + " cannot accept a connection; trying again", failure);
      Async.sleep(AFTER_FAILURE);
      return null;
    }
  }

  @Suspends
  private static void serveOne(Stream stream, Handler handler) {
    try {
      handler.serve(stream);
      stream.close();
    } catch (CancelledError cancelled) {
      throw cancelled;
    } catch (IOException | TimeoutException brokenConnection) {
      // the other end went away, or says nothing: its connection ends, nothing else
    } catch (Throwable failure) {
      report("the handler of a connection failed", failure);
    }
  }

  /// However the task ended, and also if it was cancelled before it began.
  private static void leave(Transport transport, Hold place) {
    try {
      transport.close();
    } finally {
      place.close();
    }
  }

  private static void report(String what, Throwable failure) {
    EventLoop.running().callExceptionHandler(new UnhandledFailure(what, failure, null));
  }

  /// The address it listens on.
  public SocketAddress localAddress() {
    return acceptor.localAddress();
  }

  /// The port it listens on.
  ///
  /// @throws IllegalStateException if it listens on a Unix socket
  public int port() {
    if (localAddress() instanceof InetSocketAddress address) {
      return address.getPort();
    }
    throw new IllegalStateException(this + " has no port: it is a Unix socket");
  }

  /// Accepts nothing more. Connections that were accepted go on. The file of a Unix socket is
  /// removed.
  @Override
  public void close() {
    acceptor.close();
  }

  @Override
  public String toString() {
    return "Listener [" + localAddress() + (acceptor.isOpen() ? "" : ", closed") + "]";
  }
}
