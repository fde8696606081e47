package dev.baton.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.testkit.ChildJvm;
import dev.baton.testkit.ChildProcess;
import dev.baton.testkit.UnixSignals;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// Ctrl-C cancels the main task, so that cleanup runs; a second one ends the process.
///
/// Each program runs in a process of its own and says when it is ready for the signal.
@Tag("process")
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class CtrlCTest {
  private static final Duration LONG = Duration.ofHours(1);

  @BeforeAll
  static void ctrlCIsHeard() throws IOException {
    UnixSignals.assumeHeard("INT");
  }

  @Test
  void ctrlCCancelsMainWhoseCleanupMayWaitAndRunRaisesTheCancellation() throws Exception {
    try (ChildProcess child = ChildJvm.of(CleansUp.class).start()) {
      child.awaitLine("ready");
      child.signal("INT");

      assertThat(child.output())
          .isEqualTo(
              """
              ready
              cancelled: Ctrl-C
              cleaned up
              other task cancelled: the loop is ending
              run raised CancelledError: Ctrl-C\
              """);
      assertThat(child.exitCode()).isZero();
    }
  }

  static final class CleansUp {
    private CleansUp() {}

    public static void main(String[] args) {
      try {
        EventLoop.run(CleansUp::program);
      } catch (CancelledError cancelled) {
        System.out.println("run raised CancelledError: " + cancelled.getMessage());
      }
    }

    private static void program() {
      Async.spawn(() -> sleepSaying("other task cancelled: "));
      Async.yieldNow();
      System.out.println("ready");
      try {
        sleepSaying("cancelled: ");
      } finally {
        Async.sleep(Duration.ofMillis(20));
        System.out.println("cleaned up");
      }
    }

    private static void sleepSaying(String what) {
      try {
        Async.sleep(LONG);
      } catch (CancelledError cancelled) {
        System.out.println(what + cancelled.getMessage());
        throw cancelled;
      }
    }
  }

  @Test
  void aSecondCtrlCEndsAProcessWhoseCleanupDoesNotEnd() throws Exception {
    try (ChildProcess child = ChildJvm.of(NeverEnds.class).start()) {
      child.awaitLine("ready");
      child.signal("INT");
      child.awaitLine("cleaning up");
      child.signal("INT");

      assertThat(child.exitCode()).isEqualTo(130);
    }
  }

  static final class NeverEnds {
    private NeverEnds() {}

    public static void main(String[] args) {
      EventLoop.run(
          () -> {
            System.out.println("ready");
            try {
              Async.sleep(LONG);
            } finally {
              System.out.println("cleaning up");
              Async.sleep(LONG);
            }
          });
    }
  }

  @Test
  void aSecondCtrlCEndsAProcessWhoseTaskHoldsTheLoop() throws Exception {
    try (ChildProcess child = ChildJvm.of(Blocks.class).start()) {
      child.awaitLine("ready");
      // Two signals that come at the same time are one: what counts is that more than one comes.
      do {
        child.signal("INT");
      } while (!child.endsWithin(Duration.ofMillis(200)));

      assertThat(child.exitCode()).isEqualTo(130);
    }
  }

  static final class Blocks {
    private Blocks() {}

    public static void main(String[] args) {
      EventLoop.builder()
          .blockedAfter(LONG)
          .run(
              () -> {
                System.out.println("ready");
                while (true) {
                  Thread.onSpinWait();
                }
              });
    }
  }

  @Test
  void betweenTwoLoopsAndAfterTheLastCtrlCIsTheJvmsAgain() throws Exception {
    try (ChildProcess child = ChildJvm.of(AfterTheLoop.class).start()) {
      child.awaitLine("ready");
      child.signal("INT");

      assertThat(child.output()).isEqualTo("ready");
      assertThat(child.exitCode()).isEqualTo(130);
    }
  }

  static final class AfterTheLoop {
    private AfterTheLoop() {}

    public static void main(String[] args) throws InterruptedException {
      EventLoop.run(() -> {});
      EventLoop.run(() -> {});
      System.out.println("ready");
      Thread.sleep(LONG);
    }
  }

  @Test
  void theLoopThatWasStartedFirstListensAndTheOthersDoNot() throws Exception {
    try (ChildProcess child = ChildJvm.of(TwoLoops.class).start()) {
      child.awaitLine("ready");
      child.signal("INT");

      assertThat(child.output().lines())
          .containsExactly("ready", "first loop: Ctrl-C", "second loop: not cancelled");
      assertThat(child.exitCode()).isZero();
    }
  }

  static final class TwoLoops {
    private TwoLoops() {}

    public static void main(String[] args) throws Exception {
      CompletableFuture<String> first = new CompletableFuture<>();
      Stranger second =
          EventLoop.run(
              () -> {
                Stranger other = Stranger.does(() -> EventLoop.run(() -> awaitEndOf(first)));
                try {
                  Async.sleep(LONG);
                } catch (CancelledError ctrlC) {
                  first.complete("first loop: " + ctrlC.getMessage());
                }
                return other;
              });
      second.join();
    }

    private static void awaitEndOf(CompletableFuture<String> first) throws Exception {
      System.out.println("ready");
      System.out.println(Future.from(first).await());
      System.out.println("second loop: not cancelled");
    }
  }
}
