package dev.baton.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// What a task knows from the code that spawned it: inheritable thread-locals, as they were then.
/// Plain thread-locals and scoped values are its own.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ContextTest {
  private static final InheritableThreadLocal<String> INHERITED = new InheritableThreadLocal<>();
  private static final ThreadLocal<String> PLAIN = ThreadLocal.withInitial(() -> "first value");
  private static final ScopedValue<String> SCOPED = ScopedValue.newInstance();

  private final List<String> trail = new ArrayList<>();

  @AfterEach
  void clear() {
    INHERITED.remove();
    PLAIN.remove();
  }

  @Test
  void inheritableThreadLocalsComeFromWhoeverSpawns() {
    INHERITED.set("caller's");
    EventLoop.run(
        () -> {
          trail.add("main has " + INHERITED.get());
          INHERITED.set("main's");
          Async.spawn(() -> trail.add("task has " + INHERITED.get()));
          EventLoop.running()
              .callSoon(() -> Async.spawn(() -> trail.add("callback's has " + INHERITED.get())));
          Async.yieldNow();
          Async.yieldNow();
        });

    assertThat(trail)
        .containsExactly("main has caller's", "task has main's", "callback's has caller's");
  }

  @Test
  void whatIsSetAfterTheSpawnStaysWithWhoSetIt() throws Exception {
    INHERITED.set("caller's");
    EventLoop.run(
        () -> {
          var task =
              Async.spawn(
                  () -> {
                    trail.add("task has " + INHERITED.get());
                    INHERITED.set("task's");
                  });
          INHERITED.set("too late");
          task.await();
          trail.add("main has " + INHERITED.get());
        });
    trail.add("caller has " + INHERITED.get());

    assertThat(trail)
        .containsExactly("task has caller's", "main has too late", "caller has caller's");
  }

  @Test
  void plainThreadLocalsAreEachTasksOwnAcrossItsWaits() {
    PLAIN.set("caller's");
    EventLoop.run(
        () -> {
          trail.add("main has " + PLAIN.get());
          PLAIN.set("main's");
          Async.spawn(
              () -> {
                trail.add("task has " + PLAIN.get());
                PLAIN.set("task's");
                Async.yieldNow();
                trail.add("task has " + PLAIN.get());
              });
          Async.yieldNow();
          trail.add("main has " + PLAIN.get());
          Async.yieldNow();
        });
    trail.add("caller has " + PLAIN.get());

    assertThat(trail)
        .containsExactly(
            "main has first value",
            "task has first value",
            "main has main's",
            "task has task's",
            "caller has caller's");
  }

  @Test
  void scopedValuesAreNotInherited() throws Exception {
    ScopedValue.where(SCOPED, "caller's")
        .call(
            () -> {
              EventLoop.run(
                  () -> {
                    trail.add("main: " + SCOPED.isBound());
                    ScopedValue.where(SCOPED, "main's")
                        .run(() -> Async.spawn(() -> trail.add("task: " + SCOPED.isBound())));
                    Async.yieldNow();
                  });
              trail.add("caller: " + SCOPED.get());
              return null;
            });

    assertThat(trail).containsExactly("main: false", "task: false", "caller: caller's");
  }

  @Test
  void scopedValuesThatATaskBindsAreItsOwnAcrossItsWaits() throws Exception {
    EventLoop.run(
        () -> {
          var first = Async.spawn(() -> bindAndTakeTurns("first"));
          var second = Async.spawn(() -> bindAndTakeTurns("second"));
          Async.gather(first, second).await();
        });

    assertThat(trail)
        .containsExactly(
            "first 0",
            "second 0",
            "first 1",
            "second 1",
            "first 2",
            "second 2",
            "first: false",
            "second: false");
  }

  private void bindAndTakeTurns(String name) {
    ScopedValue.where(SCOPED, name)
        .run(
            () -> {
              for (int i = 0; i < 3; i++) {
                trail.add(SCOPED.get() + " " + i);
                Async.yieldNow();
              }
            });
    trail.add(name + ": " + SCOPED.isBound());
  }

  @Test
  void theContextClassLoaderIsInherited() throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader("theirs", new URL[0], before)) {
      Thread.currentThread().setContextClassLoader(loader);
      EventLoop.run(
          () -> {
            Async.spawn(() -> trail.add(Thread.currentThread().getContextClassLoader().getName()));
            Async.yieldNow();
          });
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }

    assertThat(trail).containsExactly("theirs");
  }

  @Test
  void aTaskKeepsItsThread() {
    EventLoop.run(
        () -> {
          Thread before = Thread.currentThread();
          Async.yieldNow();
          trail.add("same: " + (Thread.currentThread() == before));
          Async.spawn(() -> trail.add("another: " + (Thread.currentThread() != before)));
          Async.yieldNow();
          trail.add("virtual: " + before.isVirtual());
        });

    assertThat(trail).containsExactly("same: true", "another: true", "virtual: true");
  }
}
