package dev.baton.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Action;
import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.ExceptionGroup;
import dev.baton.Suspends;
import dev.baton.TaskGroup;
import dev.baton.sync.QueueShutDownException;
import dev.baton.testing.Exploration;
import dev.baton.testing.Explorer;
import dev.baton.testkit.Nightly;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Three tasks that print more than fits, under the explorer. The disk is in memory and takes a
/// turn; like a real one it does not stop because somebody does not wait for it any more.
class OutputEverywhereTest {
  private static final int ORDERS = Nightly.amount(300, 10_000);
  private static final int CANCELLED_ORDERS = Nightly.amount(3, 100);

  @Test
  void writesEachLineOnceInEveryOrder() {
    Exploration found =
        Explorer.random(ORDERS)
            .check(
                () -> {
                  Scene scene = new Scene(0);
                  scene.play();
                  assertThat(scene.lines()).hasSize(9);
                });

    Nightly.figure("output, random orders: " + found);
  }

  @Test
  void writesWholeLinesWhoeverIsCancelled() {
    Exploration found =
        Explorer.random(CANCELLED_ORDERS)
            .cancelEverywhere()
            .check(
                () -> {
                  try {
                    new Scene(0).play();
                  } catch (ExceptionGroup writerCancelled) {
                    assertThat(writerCancelled.onlyOf(QueueShutDownException.class)).isPresent();
                  }
                });

    Nightly.figure("output, cancelled everywhere: " + found);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void tellsOfTheWriteThatFailsInEveryOrder(int write) {
    Explorer.random(ORDERS / 3)
        .check(
            () -> {
              Scene scene = new Scene(write);
              try {
                scene.play();
                throw new AssertionError("the failure was lost");
              } catch (CannotWriteException expected) {
                assertThat(scene.writes).hasSize(write - 1);
              }
            });
  }

  private static final class Scene {
    final List<String> writes = new ArrayList<>();
    private final int failing;
    private int calls;

    /// @param failing which write fails, from 1; 0: none
    Scene(int failing) {
      this.failing = failing;
    }

    @Suspends
    void play() throws CannotWriteException {
      Sink disk = new Sink("disk", new Disk());
      Output output = new Output(disk, disk, 2, Scene::takeATurn);
      try {
        output.run(
            () ->
                TaskGroup.run(
                    group -> {
                      for (String name : List.of("a", "b", "c")) {
                        group.spawn(name, () -> print(name, output));
                      }
                    }));
      } finally {
        assertThat(EventLoop.running().allTasks()).as("tasks that are left").hasSize(1);
        assertThat(writes).allMatch(write -> write.endsWith("\n"));
        assertThat(lines()).doesNotHaveDuplicates().allMatch(line -> line.matches("[abc][123]"));
      }
    }

    @Suspends
    private static void print(String name, Output output) {
      for (int i = 1; i <= 3; i++) {
        output.print(name + i);
      }
    }

    @Suspends
    private static void takeATurn(Action<CannotWriteException> blocking)
        throws CannotWriteException {
      try {
        Async.yieldNow();
      } finally {
        blocking.run();
      }
    }

    List<String> lines() {
      return String.join("", writes).lines().toList();
    }

    private final class Disk extends OutputStream {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        if (++calls == failing) {
          throw new IOException("disk full");
        }
        writes.add(new String(bytes, offset, length, UTF_8));
      }

      @Override
      public void write(int oneByte) {
        throw new AssertionError("a byte at a time");
      }
    }
  }
}
