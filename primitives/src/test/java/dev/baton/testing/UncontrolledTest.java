package dev.baton.testing;

import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Action;
import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.Completer;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.net.Net;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// What would make a run unrepeatable is found, or refused.
class UncontrolledTest {
  private static void assertReported(Action<?> program) {
    assertThatThrownBy(() -> Explorer.random(1, 100).explore(program))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching(
            "two runs of schedule seed:\\d+ differ, from step \\d+ on: the program depends on"
                + " something besides its schedule \\(the real clock, a random number, the order"
                + " of a HashSet, a thread\\)");
  }

  @Test
  void theOrderOfIdentityHashesIsReported() {
    assertReported(
        () -> {
          Set<Worker> workers = new HashSet<>();
          for (int i = 0; i < 10; i++) {
            workers.add(new Worker("worker-" + i));
          }
          workers.forEach(worker -> spawn(worker.name, Async::yieldNow));
          yieldNow();
        });
  }

  /// Two are equal if they are the same; so their place in a set depends on where they lie.
  private static final class Worker {
    private final String name;

    Worker(String name) {
      this.name = name;
    }
  }

  @Test
  void theRealClockIsReported() {
    assertReported(() -> Async.sleep(Duration.ofNanos(1 + System.nanoTime() % 1_000_000)));
  }

  @Test
  void aRandomNumberIsReported() {
    Random random = new Random();
    assertReported(
        () -> {
          if (random.nextBoolean()) {
            yieldNow();
          }
        });
    assertReported(
        () -> {
          if (random.nextBoolean()) {
            throw new IllegalStateException("now and then");
          }
        });
  }

  @Test
  void whatIsLeftOverFromARunBeforeIsReported() {
    Account shared = new Account();
    assertReported(
        () -> {
          shared.deposit(1);
          for (int i = 0; i < shared.balance(); i++) {
            yieldNow();
          }
        });
  }

  private static void assertRefused(Action<?> program) {
    assertThat(Explorer.random(1, 1).explore(program).firstFailure())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("nothing real can be used while schedules are explored, got ");
  }

  @Test
  void socketsAreRefused() {
    InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    assertRefused(() -> Net.listen(anywhere));
    assertRefused(() -> Net.bind(anywhere));
    assertRefused(() -> Net.connect("localhost", 7));
    assertRefused(() -> Net.connect(anywhere));
    assertRefused(() -> Net.connect(UnixDomainSocketAddress.of("nowhere")));
  }

  @Test
  void channelsAreRefused() throws IOException {
    try (DatagramChannel channel = DatagramChannel.open()) {
      assertRefused(() -> EventLoop.running().addReader(channel, () -> {}));
    }
  }

  @Test
  void threadsAreRefused() {
    assertRefused(() -> Blocking.call(() -> 1));
    assertRefused(() -> Completer.open("an answer", () -> {}));
    assertRefused(() -> Future.from(new CompletableFuture<String>()));
  }
}
