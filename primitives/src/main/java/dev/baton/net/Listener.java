package dev.baton.net;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.TaskGroup;
import dev.baton.UnhandledFailure;
import dev.baton.sync.Held;
import dev.baton.sync.Semaphore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.time.Duration;

/// Accepts connections: a server is one of these, and a task for each connection.
///
/// ```
/// try (Listener listener = Net.listen(new InetSocketAddress("localhost", 7))) {
///   listener.serve(1_000, stream -> stream.write(stream.read(8_192)));
/// }
/// ```
public final class Listener implements AutoCloseable {
  /// What to do with one connection.
  @FunctionalInterface
  public interface Handler {
    /// Serves the stream; it is closed afterwards.
    void serve(Stream stream) throws Exception;
  }

  /// Connections that the kernel completes ahead of us.
  static final int BACKLOG = 1_024;

  /// When no file descriptor is left, trying again at once would only burn the processor.
  private static final Duration AFTER_FAILURE = Duration.ofMillis(100);

  private final EventLoop loop;
  private final ServerSocketChannel channel;
  private final Readiness acceptable;

  Listener(EventLoop loop, ServerSocketChannel channel) {
    this.loop = loop;
    this.channel = channel;
    this.acceptable = new Readiness(loop, channel, Readiness.Direction.READ, this);
  }

  /// Waits for a connection.
  ///
  /// @throws IOException if the listener is closed, or the system has no room for another
  ///   connection
  @Suspends
  public Stream accept() throws IOException {
    return new Stream(acceptTransport());
  }

  /// The transport of [#accept()], for [Tls].
  @Suspends
  public Transport acceptTransport() throws IOException {
    while (true) {
      SocketChannel accepted = channel.accept();
      if (accepted != null) {
        return adopt(accepted);
      }
      acceptable.await();
    }
  }

  private static Transport adopt(SocketChannel accepted) throws IOException {
    try {
      accepted.configureBlocking(false);
      return Net.transport(accepted);
    } catch (Throwable failure) {
      accepted.close();
      throw failure;
    }
  }

  /// Accepts connections until the listener is closed or this task is cancelled, each served by a
  /// task of its own.
  ///
  /// A handler that fails ends its own connection only: a broken connection ([IOException]) is
  /// nothing unusual and is passed over; anything else goes to the loop's exception handler. When
  /// this task is cancelled, so are all handlers.
  ///
  /// @param most how many connections at once; while there are as many, no other is accepted
  @Suspends
  public void serve(int most, Handler handler) {
    if (most < 1) {
      throw new IllegalArgumentException("most must be at least 1, got " + most);
    }
    Semaphore free = new Semaphore("connections", most);
    TaskGroup.run(
        group -> {
          while (channel.isOpen()) {
            Held place = free.acquire();
            Transport transport = acceptOrNull();
            if (transport == null) {
              place.close();
            } else {
              group.spawn(() -> serveOne(transport, handler, place));
            }
          }
        });
  }

  /// Null when the listener was closed, or after a pause when accepting failed.
  @Suspends
  private Transport acceptOrNull() {
    try {
      return acceptTransport();
    } catch (ClosedChannelException closed) {
      return null;
    } catch (IOException failure) {
      loop.callExceptionHandler(
          new UnhandledFailure(this + " cannot accept a connection; trying again", failure, null));
      Async.sleep(AFTER_FAILURE);
      return null;
    }
  }

  @Suspends
  private void serveOne(Transport transport, Handler handler, Held place) {
    try (place) {
      Stream stream = new Stream(transport);
      try {
        handler.serve(stream);
        stream.close();
      } finally {
        stream.abort();
      }
    } catch (IOException brokenConnection) {
      // the other end went away: its connection ends, nothing else
    } catch (Exception failure) {
      loop.callExceptionHandler(
          new UnhandledFailure("the handler of a connection failed", failure, null));
    }
  }

  /// The address it listens on.
  public SocketAddress localAddress() {
    try {
      return channel.getLocalAddress();
    } catch (IOException e) {
      throw new UncheckedIOException("the listener is closed", e);
    }
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
    if (!channel.isOpen()) {
      return;
    }
    SocketAddress address = localAddress();
    acceptable.close();
    try {
      channel.close();
      if (address instanceof UnixDomainSocketAddress unix) {
        Files.deleteIfExists(unix.getPath());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("closing " + this + " failed", e);
    }
  }

  @Override
  public String toString() {
    return channel.isOpen() ? "Listener [" + localAddress() + "]" : "Listener [closed]";
  }
}
