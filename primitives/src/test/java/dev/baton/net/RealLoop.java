package dev.baton.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Action;
import dev.baton.Async;
import dev.baton.Clock;
import dev.baton.EventLoop;
import dev.baton.UnhandledFailure;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Loops with real sockets and the real clock, on which a failure that nobody took fails the test.
final class RealLoop {
  /// A test that hangs fails after this.
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /// A cold JVM takes its time, and the watchdog would say so.
  private static final Duration QUIET = Duration.ofMinutes(1);

  private RealLoop() {}

  static void run(Action<Exception> main) throws Exception {
    runAt(Clock.SYSTEM, main);
  }

  /// With real sockets and another clock, which must be no virtual one.
  static void runAt(Clock clock, Action<Exception> main) throws Exception {
    List<UnhandledFailure> unhandled = new ArrayList<>();
    EventLoop.builder()
        .clock(clock)
        .blockedAfter(QUIET)
        .exceptionHandler(unhandled::add)
        .run(() -> Async.timeout(LIMIT, main));
    assertThat(unhandled).isEmpty();
  }

  /// A free port of this machine.
  static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /// A connection between two real sockets.
  record Pair(Stream client, Stream server) implements AutoCloseable {
    static Pair open() throws Exception {
      try (Listener listener = Net.listen(anyPort())) {
        Stream client = Net.connect(listener.localAddress());
        return new Pair(client, listener.accept());
      }
    }

    @Override
    public void close() {
      client.abort();
      server.abort();
    }
  }
}
