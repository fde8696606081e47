package dev.baton.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Future;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A task may wait deep inside calls of the JDK that know nothing of tasks: no function is
/// coloured.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class WaitsAnywhereTest {
  /// Code that calls back from somewhere inside.
  interface Place {
    void call(Runnable inside) throws Throwable;
  }

  static Stream<Named<Place>> places() {
    return Stream.of(
        place("a stream", inside -> Stream.of("a").map(run(inside)).toList()),
        place("a comparator", inside -> new ArrayList<>(List.of(1, 2)).sort(comparing(inside))),
        place("forEach", inside -> List.of("a").forEach(_ -> inside.run())),
        place(
            "HashMap.computeIfAbsent",
            inside -> new HashMap<String, String>().computeIfAbsent("a", run(inside))),
        place(
            "ConcurrentHashMap.computeIfAbsent",
            inside -> new ConcurrentHashMap<String, String>().computeIfAbsent("a", run(inside))),
        place("a synchronized block", WaitsAnywhereTest::inSynchronizedBlock),
        place("a synchronized method", inside -> new Guarded().call(inside)),
        place("a held ReentrantLock", WaitsAnywhereTest::holdingLock),
        place("a reflective call", WaitsAnywhereTest::reflectively),
        place("a reflective constructor", WaitsAnywhereTest::constructed),
        place("a method handle", WaitsAnywhereTest::throughMethodHandle),
        place("a proxy", inside -> proxy(inside).run()),
        place("toString", inside -> String.valueOf(speaking(inside))),
        place("a finally block", WaitsAnywhereTest::inFinally),
        place("a thread-local's first value", inside -> local(inside).get()),
        place("a scoped value", inside -> ScopedValue.where(SCOPED, "bound").run(inside)));
  }

  @ParameterizedTest
  @MethodSource("places")
  void aTaskMayWaitInside(Place place) throws Exception {
    List<String> trail = new ArrayList<>();
    EventLoop.run(
        () -> {
          Future<Void> gate = EventLoop.running().createFuture();
          Async.spawn(
              () -> {
                trail.add("other task");
                gate.setResult(null);
              });
          try {
            place.call(
                () -> {
                  trail.add("waits");
                  await(gate);
                  trail.add("goes on");
                });
          } catch (Throwable failure) {
            throw new AssertionError(failure);
          }
        });

    assertThat(trail).containsExactly("waits", "other task", "goes on");
  }

  private static final ScopedValue<String> SCOPED = ScopedValue.newInstance();

  private static Named<Place> place(String name, Place place) {
    return Named.of(name, place);
  }

  private static void await(Future<Void> gate) {
    try {
      gate.await();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Function<String, String> run(Runnable inside) {
    return key -> {
      inside.run();
      return key;
    };
  }

  private static Comparator<Integer> comparing(Runnable inside) {
    return (a, b) -> {
      inside.run();
      return a.compareTo(b);
    };
  }

  private static void inSynchronizedBlock(Runnable inside) {
    Object monitor = new Object();
    synchronized (monitor) {
      inside.run();
      assertThat(Thread.holdsLock(monitor)).isTrue();
    }
  }

  private static void holdingLock(Runnable inside) {
    ReentrantLock lock = new ReentrantLock();
    lock.lock();
    try {
      inside.run();
    } finally {
      lock.unlock(); // refuses any thread but the holder
    }
  }

  private static void reflectively(Runnable inside) throws ReflectiveOperationException {
    Runnable.class.getMethod("run").invoke(inside);
  }

  private static void constructed(Runnable inside) throws ReflectiveOperationException {
    Guarded.class.getDeclaredConstructor(Runnable.class).newInstance(inside);
  }

  private static void throughMethodHandle(Runnable inside) throws Throwable {
    MethodHandle run =
        MethodHandles.lookup()
            .findVirtual(Runnable.class, "run", MethodType.methodType(void.class));
    run.invokeExact(inside);
  }

  private static Runnable proxy(Runnable inside) {
    return (Runnable)
        Proxy.newProxyInstance(
            WaitsAnywhereTest.class.getClassLoader(),
            new Class<?>[] {Runnable.class},
            (_, method, arguments) -> method.invoke(inside, arguments));
  }

  private static Object speaking(Runnable inside) {
    return new Object() {
      @Override
      public String toString() {
        inside.run();
        return "spoken";
      }
    };
  }

  private static void inFinally(Runnable inside) {
    try {
      assertThat(inside).isNotNull();
    } finally {
      inside.run();
    }
  }

  private static ThreadLocal<String> local(Runnable inside) {
    return ThreadLocal.withInitial(() -> run(inside).apply("first"));
  }

  private static final class Guarded {
    Guarded() {}

    Guarded(Runnable inside) {
      inside.run();
    }

    synchronized void call(Runnable inside) {
      inside.run();
      assertThat(Thread.holdsLock(this)).isTrue();
    }
  }
}
