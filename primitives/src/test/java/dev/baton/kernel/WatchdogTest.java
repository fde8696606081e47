package dev.baton.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.CancelledError;
import dev.baton.Completer;
import dev.baton.EventLoop;
import dev.baton.EventLoopBuilder;
import dev.baton.testkit.ChildJvm;
import dev.baton.testkit.ChildProcess;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/// The watchdog says that a loop is blocked while it is, by whom, by what and where; and keeps
/// silent about a loop that merely waits.
///
/// In each test the loop is blocked until the report is there.
@ResourceLock("the logger dev.baton")
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class WatchdogTest {
  private static final String MEANWHILE = "; nothing else on the loop runs meanwhile. ";
  private static final String USE_OUR_LOCK =
      "Hold no monitor where a task waits; use dev.baton.sync.Lock between tasks";

  private static final String BLOCKED = "blocked in CountDownLatch.await";

  /// The line where the test's own code blocks.
  private static volatile int blockingLine;

  private final CountDownLatch reported = new CountDownLatch(1);
  private final CountDownLatch reportedTwice = new CountDownLatch(2);

  private static EventLoopBuilder loop() {
    return EventLoop.builder().blockedAfter(Duration.ofMillis(20));
  }

  @Test
  void aTaskThatSleepsIsNamed() throws Exception {
    try (LogCapture log = new LogCapture("sleeping at", reported::countDown)) {
      loop().run(() -> Async.spawn("sleeper", this::sleepUntilReported).await());

      assertReport(
          log, "task \"sleeper\"", "sleeping", "sleepUntilReported", "Use Async.sleep(...)");
    }
  }

  @Test
  void aTaskThatWaitsForAMonitorOfAnotherThreadIsNamed() throws Exception {
    Object monitor = new Object();
    CountDownLatch taken = new CountDownLatch(1);
    try (LogCapture log = new LogCapture("monitor at", reported::countDown)) {
      Stranger.does(
          () -> {
            synchronized (monitor) {
              taken.countDown();
              reported.await();
            }
          });
      taken.await();
      loop().run(() -> enter(monitor));

      assertReport(log, "task \"main\"", "waiting for a monitor", "enter", USE_OUR_LOCK);
    }
  }

  @Test
  void aTaskThatComputesIsNamed() {
    try (LogCapture log = new LogCapture("WatchdogTest.compute", reported::countDown)) {
      loop().run(this::compute);

      assertReport(
          log,
          "task \"main\"",
          "computing",
          "compute",
          "Use Blocking.call(...), or yieldNow() now and then");
    }
  }

  @Test
  void aTaskThatBlocksInTheJdkIsNamedWithTheCall() {
    try (LogCapture log = new LogCapture("blocked in", reported::countDown)) {
      loop().run(() -> await(reported));

      assertReport(log, "task \"main\"", BLOCKED, "await", "Use Blocking.call(...)");
    }
  }

  @Test
  void aCallbackThatBlocksIsReportedToo() {
    try (LogCapture log = new LogCapture("blocked in", reported::countDown)) {
      loop()
          .run(
              () -> {
                EventLoop.running().callSoon(() -> await(reported));
                Async.sleep(Duration.ofMillis(1));
              });

      assertReport(log, "a callback", BLOCKED, "await", "Use Blocking.call(...)");
    }
  }

  @Test
  void aTaskThatKeepsTheLoopFromEndingIsNamed() {
    try (LogCapture log = new LogCapture("has been ending", reported::countDown)) {
      loop()
          .run(
              () -> {
                Async.spawn("deaf", this::refuseToEnd);
                Async.yieldNow();
              });

      assertThat(log.messages())
          .singleElement()
          .asString()
          .startsWith("the loop has been ending for ")
          .contains(" and waits for task \"deaf\", which was cancelled and goes on at ")
          .contains("WatchdogTest.refuseToEnd(");
    }
  }

  private void refuseToEnd() {
    while (reported.getCount() > 0) {
      try {
        Async.sleep(Duration.ofMillis(1));
      } catch (CancelledError swallowed) {
        // this is what keeps the loop
      }
    }
  }

  @Test
  void aBlockingCallThatKeepsTheLoopFromEndingIsMentioned() {
    try (LogCapture log = new LogCapture("has been ending", reported::countDown)) {
      loop()
          .run(
              () -> {
                Async.spawn(() -> Blocking.call(this::ignoreInterrupts));
                Async.yieldNow();
                Async.yieldNow();
              });

      assertThat(log.messages()).singleElement().asString().contains(" waits for blocking calls ");
    }
  }

  private void ignoreInterrupts() {
    while (reported.getCount() > 0) {
      try {
        reported.await();
      } catch (InterruptedException ignored) {
        // this is what keeps the loop
      }
    }
  }

  /// Another loop idles meanwhile, for longer than its own limit.
  @Test
  void aBlockThatGoesOnIsReportedAgainWhenItIsTenTimesAsLongAndAnIdleLoopNever() throws Exception {
    try (LogCapture log = new LogCapture("has held", () -> {});
        LogCapture blocked = new LogCapture(BLOCKED, reportedTwice::countDown)) {
      EventLoop.builder()
          .blockedAfter(Duration.ofMillis(100))
          .run(
              () -> {
                Completer<Void> end = Completer.open("the other loop", () -> {});
                Stranger.does(
                    () -> {
                      loop().run(() -> await(reportedTwice));
                      end.succeed(null);
                    });
                end.future().await();
              });

      assertThat(blocked.messages()).hasSize(2);
      assertThat(milliseconds(blocked.messages().getFirst())).isGreaterThanOrEqualTo(20);
      assertThat(milliseconds(blocked.messages().getLast())).isGreaterThanOrEqualTo(200);
      assertThat(log.messages()).noneMatch(message -> message.startsWith("a callback"));
    }
  }

  @Test
  void theNextBlockIsReportedAfresh() {
    Runnable onReport =
        () -> {
          reported.countDown();
          reportedTwice.countDown();
        };
    try (LogCapture log = new LogCapture("blocked in", onReport)) {
      EventLoop.builder()
          .blockedAfter(Duration.ofMillis(100))
          .run(
              () -> {
                await(reported);
                Async.yieldNow();
                await(reportedTwice);
              });

      assertThat(milliseconds(log.messages().getLast())).isBetween(100L, 999L);
    }
  }

  @Test
  void aLogHandlerThatFailsDoesNotSilenceTheWatchdog() {
    Logger logger = Logger.getLogger("dev.baton");
    Handler failing = new FailingHandler();
    try (LogCapture log = new LogCapture("blocked in", reportedTwice::countDown)) {
      logger.addHandler(failing); // after the other, which so gets each record first
      loop().run(() -> await(reportedTwice));

      assertThat(log.messages()).hasSizeGreaterThanOrEqualTo(2);
    } finally {
      logger.removeHandler(failing);
    }
  }

  private static final class FailingHandler extends Handler {
    @Override
    public void publish(LogRecord logged) {
      throw new IllegalStateException("the disk is full");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  /// A monitor that a task holds while it waits, and another task wants: the loop can never go on.
  /// Nobody but the watchdog can tell, so this happens in a process of its own.
  @Test
  @Tag("process")
  void aMonitorHeldAcrossAWaitAndWantedByAnotherTaskIsReported() throws Exception {
    try (ChildProcess child = ChildJvm.of(HeldMonitor.class).start()) {
      assertThat(child.output())
          .containsPattern(
              "task \"wants it\" has held the loop for [0-9.]+ m?s: waiting for a monitor"
                  + " at WatchdogTest\\.enter\\(WatchdogTest\\.java:\\d+\\)"
                  + Pattern.quote(MEANWHILE + USE_OUR_LOCK));
      assertThat(child.exitCode()).isEqualTo(3);
    }
  }

  static final class HeldMonitor {
    private HeldMonitor() {}

    public static void main(String[] args) {
      LogCapture[] log = new LogCapture[1];
      log[0] =
          new LogCapture(
              "monitor at",
              () -> {
                System.out.println(log[0].messages().getFirst());
                Runtime.getRuntime().halt(3);
              });
      Object monitor = new Object();
      loop()
          .run(
              () -> {
                Async.spawn("wants it", () -> enter(monitor));
                synchronized (monitor) {
                  Async.yieldNow();
                }
              });
    }
  }

  /// While another loop is blocked and reported, for longer than this one may be. It is the latch
  /// that is waited for in the initialiser; in a real program it would be the JVM.
  @Test
  void aTaskThatInitialisesAClassIsNotReported() throws Exception {
    CountDownLatch initialising = new CountDownLatch(1);
    try (LogCapture log = new LogCapture("has held", () -> {});
        LogCapture other = new LogCapture("WatchdogTest.await", reported::countDown)) {
      Thread slow =
          Thread.ofPlatform()
              .daemon()
              .start(
                  () ->
                      EventLoop.builder()
                          .blockedAfter(Duration.ofMillis(150))
                          .run(() -> Slow.initialise(initialising, reported)));
      initialising.await();
      EventLoop.builder().blockedAfter(Duration.ofMillis(300)).run(() -> await(reported));
      slow.join();

      assertThat(other.messages()).isNotEmpty();
      assertThat(log.messages()).isEqualTo(other.messages());
    }
  }

  static final class Slow {
    private static CountDownLatch begun;
    private static CountDownLatch goOn;

    private Slow() {}

    static void initialise(CountDownLatch hasBegun, CountDownLatch mayGoOn) {
      begun = hasBegun;
      goOn = mayGoOn;
      Late.touch();
    }

    static final class Late {
      static {
        begun.countDown();
        try {
          goOn.await();
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }

      private Late() {}

      static void touch() {}
    }
  }

  private static void assertReport(
      LogCapture log, String who, String action, String method, String advice) {
    assertThat(log.messages().getFirst())
        .matches(
            Pattern.quote(who)
                + " has held the loop for [0-9.]+ m?s: "
                + Pattern.quote(action)
                + " at WatchdogTest\\."
                + method
                + "\\(WatchdogTest\\.java:("
                + blockingLine
                + "|"
                + (blockingLine + 1) // where the JVM sees a thread that waits for a monitor
                + ")\\)"
                + Pattern.quote(MEANWHILE + advice));
  }

  private static long milliseconds(String message) {
    String text = message.replaceFirst(".* for ([0-9.]+ m?s):.*", "$1");
    double number = Double.parseDouble(text.substring(0, text.indexOf(' ')));
    return Math.round(text.endsWith("ms") ? number : number * 1_000);
  }

  /// The line after the one that calls this.
  private static int nextLine() {
    return new Throwable().getStackTrace()[1].getLineNumber() + 1;
  }

  private void sleepUntilReported() {
    Thread sleeper = Thread.currentThread();
    Stranger.does(
        () -> {
          reported.await();
          sleeper.interrupt();
        });
    try {
      blockingLine = nextLine();
      Thread.sleep(Duration.ofMinutes(1));
    } catch (InterruptedException expected) {
      // the report is there
    }
  }

  private static void enter(Object monitor) {
    blockingLine = nextLine();
    synchronized (monitor) {
    }
  }

  private void compute() {
    blockingLine = nextLine();
    while (reported.getCount() > 0) Thread.onSpinWait(); // one line, so that it is known which
  }

  private static void await(CountDownLatch latch) {
    try {
      blockingLine = nextLine();
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
