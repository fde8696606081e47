package dev.baton.feed.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.net.http.Guard;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A start that is given up leaves neither a thread nor a port behind.
@Timeout(60)
class WebSocketEndpointTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /// What happens between the start and its end.
  private interface Hold {
    void until(InetSocketAddress address) throws IOException;
  }

  @Test
  void aStartThatIsCancelledAtOnceLeavesNoThreadBehind() throws Exception {
    Set<Thread> before = libraryThreads();

    cancelStart(_ -> {});

    Set<Thread> left = libraryThreads();
    left.removeAll(before);
    for (Thread thread : left) {
      assertThat(thread.join(LIMIT)).as("end of " + thread).isTrue();
    }
  }

  private static Set<Thread> libraryThreads() {
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    threads.removeIf(thread -> !thread.getName().matches("(WebSocket|Thread-).*"));
    return threads;
  }

  /// The library has said that it has started, and nobody has heard it yet.
  @Test
  void aStartThatIsCancelledWhenItIsOverFreesThePort() throws Exception {
    InetSocketAddress address = cancelStart(WebSocketEndpointTest::awaitAnswer);

    try (ServerSocket again = new ServerSocket()) {
      again.setReuseAddress(true);
      again.bind(address);
    }
  }

  /// Waits until the library answers.
  private static void awaitAnswer(InetSocketAddress address) throws IOException {
    try (Socket socket = connect(address)) {
      socket.setSoTimeout((int) LIMIT.toMillis());
      socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().read()).isEqualTo('H');
    }
  }

  private static Socket connect(InetSocketAddress address) throws IOException {
    while (true) {
      try {
        return new Socket(address.getAddress(), address.getPort());
      } catch (ConnectException notYet) {
        Thread.yield();
      }
    }
  }

  /// Begins a start, holds the loop, and cancels it.
  private static InetSocketAddress cancelStart(Hold hold) throws Exception {
    InetSocketAddress address = freeAddress();
    EventLoop.builder()
        .blockedAfter(Duration.ofMinutes(1))
        .run(
            () -> {
              Task<?> opening = Async.spawn(() -> open(address));
              Async.yieldNow();
              hold.until(address);
              opening.cancel();
              assertThatThrownBy(opening::await).isInstanceOf(CancelledError.class);
            });
    return address;
  }

  @Suspends
  private static WebSocketEndpoint open(InetSocketAddress address) throws Exception {
    return WebSocketEndpoint.open(
        address, TestServer.SETTINGS, Guard.ofThisMachine(), _ -> null, _ -> {});
  }

  private static InetSocketAddress freeAddress() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return (InetSocketAddress) socket.getLocalSocketAddress();
    }
  }
}
