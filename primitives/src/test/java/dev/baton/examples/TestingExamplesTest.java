package dev.baton.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.TaskGroup;
import dev.baton.api.VirtualLoop;
import dev.baton.net.Listener;
import dev.baton.net.Stream;
import dev.baton.testing.Explorer;
import dev.baton.testing.Fault;
import dev.baton.testing.Pipe;
import dev.baton.testing.ScheduleFailure;
import dev.baton.testing.ScriptedNetwork;
import dev.baton.testing.VirtualClock;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The examples of the doc comments of `dev.baton.testing`.
class TestingExamplesTest {
  /// Loses money when two tasks deposit at the same time.
  private static final class Account {
    private int balance;

    @Suspends
    void deposit(int amount) {
      int before = balance;
      Async.yieldNow();
      balance = before + amount;
    }

    int balance() {
      return balance;
    }
  }

  private static void explore() {
    // @start region="Explorer"
    Explorer.random(200)
        .check(
            () -> {
              var account = new Account();
              TaskGroup.run(
                  group -> {
                    group.spawn(() -> account.deposit(100));
                    group.spawn(() -> account.deposit(100));
                  });
              assertEquals(200, account.balance());
            });
    // @end
  }

  @Test
  void findsTheOrderThatLosesMoney() {
    assertThatThrownBy(TestingExamplesTest::explore).isInstanceOf(ScheduleFailure.class);
  }

  @Test
  void connectsInMemory() throws Exception {
    VirtualLoop.run(
        () -> {
          // @start region="Pipe"
          Pipe pipe = new Pipe();
          pipe.first().write("ping\n");
          String line = pipe.second().readLine(100); // ping
          // @end
          assertThat(line).isEqualTo("ping");
        });
  }

  @Suspends
  private static void greet(long seed) throws IOException {
    // @start region="ScriptedNetwork"
    ScriptedNetwork network =
        new ScriptedNetwork(seed)
            .latency(Duration.ofMillis(5), Duration.ofMillis(80))
            .largestRead(1)
            .fault(Fault.RESET, 0.1, 10_000);
    try (Listener listener = network.listen("shop", 80);
        Stream client = network.connect("shop", 80);
        Stream server = listener.accept()) {
      client.write("hello\n");
      String line = server.readLine(100); // hello, or an IOException: a reset
    }
    // @end
  }

  @Test
  void makesASlowNetwork() throws Exception {
    VirtualLoop.run(
        () -> {
          greet(1);
          assertThat(VirtualLoop.now()).isPositive();
        });
  }

  @Test
  void sleepsForADay() {
    // @start region="VirtualClock"
    EventLoop.builder().clock(new VirtualClock()).run(() -> Async.sleep(Duration.ofDays(1)));
    // @end
  }
}
