package dev.baton.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.EventLoop;
import dev.baton.testkit.ChildJvm;
import dev.baton.testkit.ChildProcess;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The property `baton.mounted`, and the flag that mounting needs.
///
/// Each case runs [Program] in a process of its own: it starts a loop on a platform thread and
/// one @Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class MountingTest {
  private static final String NOT_OPENED =
      "baton.mounted=always, but java.lang is not opened to this program;"
          + " start Java with --add-opens java.base/java.lang=ALL-UNNAMED";
  private static final String ON_VIRTUAL_THREAD =
      "baton.mounted=always, but the loop was started on a virtual thread;"
          + " start it on a platform thread";

  static Stream<Arguments> settings() {
    return Stream.of(
        Arguments.of(List.of(ChildJvm.OPENS), "mounted", "handed off"),
        Arguments.of(List.of(), "handed off", "handed off"),
        Arguments.of(List.of(ChildJvm.OPENS, mounted("auto")), "mounted", "handed off"),
        Arguments.of(List.of(mounted("auto")), "handed off", "handed off"),
        Arguments.of(List.of(ChildJvm.OPENS, mounted("always")), "mounted", ON_VIRTUAL_THREAD),
        Arguments.of(List.of(mounted("always")), NOT_OPENED, NOT_OPENED),
        Arguments.of(List.of(ChildJvm.OPENS, mounted("never")), "handed off", "handed off"),
        Arguments.of(List.of(mounted("never")), "handed off", "handed off"),
        Arguments.of(
            List.of(mounted("sometimes")), wrongValue("sometimes"), wrongValue("sometimes")),
        Arguments.of(List.of(mounted("")), wrongValue(""), wrongValue("")));
  }

  private static String mounted(String wish) {
    return "-Dbaton.mounted=" + wish;
  }

  private static String wrongValue(String wish) {
    return "baton.mounted must be auto, always or never, got \"" + wish + "\"";
  }

  @ParameterizedTest
  @Tag("process")
  @MethodSource("settings")
  void thePropertyTheFlagAndTheThreadDecide(
      List<String> flags, String onPlatformThread, String onVirtualThread) throws Exception {
    try (ChildProcess child =
        ChildJvm.plain(Program.class).flags(flags.toArray(String[]::new)).start()) {
      assertThat(child.output().lines())
          .containsExactly(
              "on a platform thread: " + onPlatformThread,
              "on a virtual thread: " + onVirtualThread);
      assertThat(child.exitCode()).isZero();
    }
  }

  static final class Program {
    private Program() {}

    public static void main(String[] args) throws Exception {
      System.out.println("on a platform thread: " + outcome());
      FutureTask<String> onVirtualThread = new FutureTask<>(Program::outcome);
      Thread.startVirtualThread(onVirtualThread);
      System.out.println("on a virtual thread: " + onVirtualThread.get());
    }

    private static String outcome() {
      Thread loopThread = Thread.currentThread();
      try {
        return EventLoop.run(() -> isMountedOn(loopThread) ? "mounted" : "handed off");
      } catch (RuntimeException refusal) {
        return refusal.getMessage();
      }
    }
  }

  @Test
  void theseTestsRunAsTheyWereToldTo() {
    Thread loopThread = Thread.currentThread();
    boolean mounted = EventLoop.run(() -> isMountedOn(loopThread));

    assertThat(mounted).isEqualTo(Mode.mounted());
  }

  @Test
  void aLoopInsideABlockingCallRunsOnAVirtualThreadAndSoHandsOff() {
    Throwable refusal =
        catchThrowable(
            () ->
                EventLoop.run(
                    () ->
                        assertThat(Blocking.<String, RuntimeException>call(MountingTest::innerLoop))
                            .isEqualTo("inner result")));

    if (Mode.mounted()) {
      assertThat(refusal).hasMessage(ON_VIRTUAL_THREAD);
    } else {
      assertThat(refusal).isNull();
    }
  }

  private static String innerLoop() {
    return EventLoop.run(
        () -> {
          Async.sleep(Duration.ofMillis(1));
          return "inner result";
        });
  }

  /// A virtual thread's text ends with the name of the thread that carries it.
  private static boolean isMountedOn(Thread carrier) {
    return Thread.currentThread().toString().endsWith("@" + carrier.getName());
  }
}
