package dev.baton.testkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// An HTTP server on loopback that counts the requests that reach it, and does to each what the
/// test says.
///
/// It is written by hand, on plain sockets and threads of its own, so that it can do what no server
/// should: reset, answer half, close one direction only.
final class CountingServer implements AutoCloseable {
  /// Whoever waits longer for an event waits for one that does not come.
  static final Duration LIMIT = Duration.ofSeconds(20);

  /// What becomes of a request that was read.
  @FunctionalInterface
  interface Reaction {
    /// Does it.
    void on(Socket connection) throws IOException;

    /// Does that afterwards.
    default Reaction then(Reaction next) {
      return connection -> {
        on(connection);
        next.on(connection);
      };
    }
  }

  /// The client waits.
  static final Reaction SILENCE = _ -> {};

  static final Reaction CLOSE = Socket::close;

  /// Sends nothing more and still reads, as servers do that close with care.
  static final Reaction HALF_CLOSE = Socket::shutdownOutput;

  /// The client gets "connection reset".
  static final Reaction RESET =
      connection -> {
        connection.setSoLinger(true, 0);
        connection.close();
      };

  /// Sends an answer with these lines as its head, and with this body.
  static Reaction answer(String body, String... lines) {
    return send(
        String.join("\r\n", lines)
            + "\r\nContent-Length: "
            + body.getBytes(StandardCharsets.UTF_8).length
            + "\r\n\r\n"
            + body);
  }

  /// Sends this.
  static Reaction send(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return connection -> connection.getOutputStream().write(bytes);
  }

  private static final String LENGTH = "content-length: ";

  private final ServerSocket listening =
      new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
  private final List<Reaction> reactions;
  private final AtomicInteger requests = new AtomicInteger();
  private final Semaphore reacted = new Semaphore(0);
  private final List<Thread> connections = new CopyOnWriteArrayList<>();
  private final Thread accepting = Thread.startVirtualThread(this::accept);

  /// @param reactions one for each request in turn, and the last one for all that follow
  CountingServer(Reaction... reactions) throws IOException {
    this.reactions = List.of(reactions);
  }

  int port() {
    return listening.getLocalPort();
  }

  /// How many requests have come whole. Final after [#awaitEnd()].
  int requests() {
    return requests.get();
  }

  /// Waits until so many more requests were read and reacted upon.
  void awaitReactions(int count) throws InterruptedException {
    require(reacted.tryAcquire(count, LIMIT.toSeconds(), TimeUnit.SECONDS), "no request came");
  }

  /// Waits until the client has closed every connection, so that all that it sent was read.
  void awaitEnd() throws InterruptedException {
    for (Thread connection : connections) {
      require(connection.join(LIMIT), "the client left a connection open");
    }
  }

  private static void require(boolean happened, String otherwise) {
    if (!happened) {
      throw new AssertionError(otherwise + " within " + LIMIT.toSeconds() + " s");
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = listening.accept();
        connections.add(Thread.startVirtualThread(() -> serve(connection)));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      while (readRequest(in)) {
        react(connection, requests.getAndIncrement());
      }
    } catch (IOException ended) {
      // by the client or by a reaction
    }
  }

  private void react(Socket connection, int number) throws IOException {
    try {
      if (!connection.isOutputShutdown()) {
        reactions.get(Math.min(number, reactions.size() - 1)).on(connection);
      }
    } finally {
      reacted.release();
    }
  }

  /// False at the end of the stream.
  private static boolean readRequest(InputStream in) throws IOException {
    int length = 0;
    String line = readLine(in);
    while (line != null && !line.isEmpty()) {
      if (line.startsWith(LENGTH)) {
        length = Integer.parseInt(line.substring(LENGTH.length()));
      }
      line = readLine(in);
    }
    return line != null && in.readNBytes(length).length == length;
  }

  /// In lower case, without its end; null at the end of the stream.
  private static String readLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        return null;
      }
      line.append((char) c);
    }
    return line.toString().strip().toLowerCase(Locale.ROOT);
  }
}
