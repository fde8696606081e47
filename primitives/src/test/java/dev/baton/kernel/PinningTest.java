package dev.baton.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.invoke.MethodType.methodType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.ReturnWhen;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.sync.Barrier;
import dev.baton.sync.Condition;
import dev.baton.sync.Event;
import dev.baton.sync.Lock;
import dev.baton.sync.Queue;
import dev.baton.sync.Semaphore;
import dev.baton.testing.VirtualClock;
import dev.baton.testkit.ChildJvm;
import dev.baton.testkit.ChildProcess;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Where its thread is pinned a task cannot wait: it is told so, and nothing has happened.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class PinningTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final String IN_INITIALIZER =
      "a task cannot wait inside the static initializer of dev.baton.kernel.Pins$Initialized:"
          + " its thread is pinned there; wait before or after it";
  private static final String UNDER_NATIVE_METHOD =
      "a task cannot wait inside the native method java.lang.Class.forName0:"
          + " its thread is pinned there; wait before or after it";

  /// Everything that waits.
  static Stream<Named<ThrowingCallable>> waits() {
    return Stream.of(
        wait("sleep", () -> Async.sleep(LONG)),
        wait("yieldNow", Async::yieldNow),
        wait("Future.await", () -> pending().await()),
        wait("gather", () -> Async.gather(pending(), pending()).await()),
        wait("shield", () -> Async.shield(pending()).await()),
        wait("wait", () -> Async.wait(List.of(pending()), ReturnWhen.ALL_COMPLETED)),
        wait("waitFor", () -> Async.waitFor(pending(), LONG)),
        wait("waitFor without time", () -> Async.waitFor(pending(), Duration.ZERO)),
        wait("timeout", () -> Async.timeout(LONG, () -> Async.sleep(LONG))),
        wait("TaskGroup", () -> TaskGroup.run(group -> group.spawn(() -> Async.sleep(LONG)))),
        wait("Blocking.call", () -> Blocking.call(() -> "result")),
        wait("Event.await", () -> new Event().await()),
        wait("Semaphore.acquire", () -> new Semaphore(0).acquire()),
        wait("Queue.get", () -> new Queue<String>().get()),
        wait("Barrier.await", () -> new Barrier(2).await()),
        wait("Condition.await", PinningTest::awaitCondition));
  }

  private static Named<ThrowingCallable> wait(String name, ThrowingCallable wait) {
    return Named.of(name, wait);
  }

  private static Future<String> pending() {
    return EventLoop.running().createFuture();
  }

  private static void awaitCondition() {
    Condition condition = new Condition();
    try (var _ = condition.acquire()) {
      condition.await();
    }
  }

  @ParameterizedTest
  @MethodSource("waits")
  void everyWaitInAStaticInitializerIsRefusedWithTheReason(ThrowingCallable wait) {
    EventLoop.run(
        () -> {
          List<Throwable> refusals = new ArrayList<>();
          Pins.inStaticInitializer(() -> refusals.add(catchThrowable(wait)));
          Async.sleep(Duration.ofMillis(1));

          assertThat(refusals)
              .singleElement()
              .isInstanceOf(IllegalStateException.class)
              .extracting(Throwable::getMessage)
              .isEqualTo(IN_INITIALIZER);
          assertThat(EventLoop.running().allTasks()).hasSize(1);
        });
  }

  @ParameterizedTest
  @MethodSource("waits")
  void everyWaitUnderANativeMethodIsRefusedWithTheReason(ThrowingCallable wait) {
    EventLoop.run(
        () -> {
          List<Throwable> refusals = new ArrayList<>();
          Pins.underNativeMethod(() -> refusals.add(catchThrowable(wait)));
          Async.sleep(Duration.ofMillis(1));

          assertThat(refusals)
              .singleElement()
              .isInstanceOf(IllegalStateException.class)
              .extracting(Throwable::getMessage)
              .isEqualTo(UNDER_NATIVE_METHOD);
          assertThat(EventLoop.running().allTasks()).hasSize(1);
        });
  }

  @Test
  @Tag("process")
  void aWaitInAMethodThatNativeCodeCallsIsRefusedWithTheReason() throws Exception {
    try (ChildProcess child =
        ChildJvm.of(Upcall.class).flags("--enable-native-access=ALL-UNNAMED").start()) {
      assertThat(child.output())
          .isEqualTo(
              "a task cannot wait inside a method that native code has called:"
                  + " its thread is pinned there; wait before or after it\n"
                  + "the task goes on");
      assertThat(child.exitCode()).isZero();
    }
  }

  /// C's `qsort` sorts two numbers and asks a method of ours how they compare.
  static final class Upcall {
    private static final Set<String> REFUSALS = new LinkedHashSet<>();

    private Upcall() {}

    static int compare(MemorySegment a, MemorySegment b) {
      refused(Async::yieldNow, REFUSALS::add);
      return 0;
    }

    @SuppressWarnings("restricted")
    private static void sortNatively() throws Throwable {
      Linker linker = Linker.nativeLinker();
      MethodHandle sort =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("qsort"),
              FunctionDescriptor.ofVoid(ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS));
      MethodHandle compare =
          MethodHandles.lookup()
              .findStatic(
                  Upcall.class,
                  "compare",
                  methodType(int.class, MemorySegment.class, MemorySegment.class));
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment comparator =
            linker.upcallStub(compare, FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS), arena);
        sort.invokeExact(arena.allocateFrom(JAVA_INT, 2, 1), 2L, 4L, comparator);
      }
    }

    public static void main(String[] args) {
      EventLoop.builder()
          .blockedAfter(LONG)
          .run(
              () -> {
                Throwable failure = catchThrowable(Upcall::sortNatively);
                REFUSALS.forEach(System.out::println);
                Async.sleep(Duration.ofMillis(1));
                System.out.println(failure == null ? "the task goes on" : failure);
              });
    }
  }

  @Test
  void aRefusalThatIsNotCaughtFailsTheTaskAndNotTheLoop() {
    List<String> trail = new ArrayList<>();
    EventLoop.run(
        () -> {
          Task<?> pinned = Async.spawn(() -> Pins.inStaticInitializer(() -> Async.sleep(LONG)));
          trail.add(catchThrowable(pinned::await).getCause().getMessage());
          Async.yieldNow();
          trail.add("the loop goes on");
        });

    assertThat(trail).containsExactly(IN_INITIALIZER, "the loop goes on");
  }

  @Test
  void aLockThatWasRefusedToAPinnedTaskGoesToTheOthers() throws Exception {
    List<String> trail = new ArrayList<>();
    EventLoop.run(
        () -> {
          Lock lock = new Lock();
          var held = lock.acquire();
          Task<?> pinned =
              Async.spawn(
                  () -> {
                    Pins.inStaticInitializer(() -> refused(lock::acquire, trail::add));
                    trail.add(lock.toString());
                    Async.yieldNow();
                    lock.acquire().close();
                    trail.add("pinned task got it later");
                  });
          Async.yieldNow();
          Task<?> other =
              Async.spawn(
                  () -> {
                    lock.acquire().close();
                    trail.add("other got it");
                  });
          Async.yieldNow();
          held.close();
          Async.gather(pinned, other).await();
        });

    assertThat(trail)
        .containsExactly(
            IN_INITIALIZER, "Lock [locked]", "pinned task got it later", "other got it");
  }

  @Test
  void whatAPinnedTaskCouldNotAwaitDoesNotWakeItLater() throws Exception {
    List<String> trail = new ArrayList<>();
    EventLoop.builder()
        .clock(new VirtualClock())
        .run(
            () -> {
              EventLoop loop = EventLoop.running();
              Future<String> first = pending();
              Future<String> second = pending();
              Pins.inStaticInitializer(() -> refused(first::await, _ -> {}));
              Pins.inStaticInitializer(() -> refused(() -> Async.sleep(LONG), _ -> {}));
              Pins.inStaticInitializer(() -> refused(Async::yieldNow, _ -> {}));
              loop.callLater(Duration.ofSeconds(1), () -> first.setResult("first"));
              loop.callLater(Duration.ofHours(2), () -> second.setResult("second"));

              trail.add(second.await() + " after " + Duration.ofNanos(loop.time()));
            });

    assertThat(trail).containsExactly("second after PT2H");
  }

  @Test
  void aCancellationThatWaitsForAPinnedTaskIsRaisedAtItsNextWait() {
    List<String> trail = new ArrayList<>();
    EventLoop.builder()
        .clock(new VirtualClock())
        .run(
            () -> {
              Future<String> future = pending();
              Async.currentTask().cancel("stop");
              Pins.inStaticInitializer(() -> refused(future::await, trail::add));
              trail.add(future.toString());
              try {
                Async.sleep(LONG);
              } catch (CancelledError cancelled) {
                trail.add("cancelled: " + cancelled.getMessage());
              }
              Async.sleep(LONG);
              trail.add("after " + Duration.ofNanos(EventLoop.running().time()));
            });

    assertThat(trail)
        .containsExactly(IN_INITIALIZER, "Future [pending]", "cancelled: stop", "after PT1H");
  }

  @Test
  void aTaskGroupThatCannotWaitForItsTasksCancelsThem() {
    List<String> trail = new ArrayList<>();
    EventLoop.run(
        () -> {
          Pins.inStaticInitializer(
              () ->
                  refused(() -> TaskGroup.run(group -> group.spawn(() -> sleep(trail))), _ -> {}));
          Async.yieldNow();
          Async.yieldNow();
          trail.add("left: " + EventLoop.running().allTasks());
        });

    assertThat(trail).containsExactly("left: [task \"main\"]");
  }

  private static void sleep(List<String> trail) {
    Async.sleep(LONG);
    trail.add("slept");
  }

  private static void refused(ThrowingCallable wait, Consumer<String> message) {
    message.accept(catchThrowable(wait).getMessage());
  }
}
