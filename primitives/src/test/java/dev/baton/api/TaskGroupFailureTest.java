package dev.baton.api;

import static dev.baton.Async.currentTask;
import static dev.baton.Async.sleep;
import static dev.baton.Async.yieldNow;
import static dev.baton.api.VirtualLoop.ms;
import static dev.baton.api.VirtualLoop.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.baton.CancelledError;
import dev.baton.ExceptionGroup;
import dev.baton.Suspends;
import dev.baton.TaskGroup;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskGroupFailureTest {
  private static final IOException DISK = new IOException("disk");
  private static final IOException NET = new IOException("net");

  private final List<String> trail = new ArrayList<>();

  private static ExceptionGroup failureOf(TaskGroup.GroupBody body) {
    return catchThrowableOfType(ExceptionGroup.class, () -> TaskGroup.run(body));
  }

  private static Void failAfter(long millis, Exception failure) throws Exception {
    sleep(ms(millis));
    throw failure;
  }

  private static void failInCleanup(Exception failure) throws Exception {
    try {
      sleep(ms(1_000));
    } catch (CancelledError cancelled) {
      throw failure;
    }
  }

  private void work() {
    try {
      sleep(ms(1_000));
    } catch (CancelledError cancelled) {
      trail.add("sibling cancelled at " + now());
      throw cancelled;
    }
  }

  @Test
  void theFirstFailureCancelsTheSiblings() {
    VirtualLoop.run(
        () -> {
          ExceptionGroup failure =
              failureOf(
                  group -> {
                    group.spawn(this::work);
                    group.spawn(() -> failAfter(10, DISK));
                  });
          assertThat(failure.exceptions()).containsExactly(DISK);
          assertThat(failure)
              .hasMessage("1 failure in a task group, first: java.io.IOException: disk");
        });
    assertThat(trail).containsExactly("sibling cancelled at 10");
  }

  @Test
  void theFirstFailureCancelsTheBody() {
    VirtualLoop.run(
        () -> {
          ExceptionGroup failure =
              failureOf(
                  group -> {
                    group.spawn(() -> failAfter(10, DISK));
                    try {
                      sleep(ms(1_000));
                    } finally {
                      trail.add("body cancelled at " + now());
                    }
                  });
          assertThat(failure.exceptions()).containsExactly(DISK);
          assertThat(currentTask().cancelling()).as("the request was taken back").isZero();
          sleep(ms(1));
        });
    assertThat(trail).containsExactly("body cancelled at 10");
  }

  @Test
  void failuresAreRaisedTogetherInTheOrderInWhichTheyFailed() {
    VirtualLoop.run(
        () -> {
          ExceptionGroup failure =
              failureOf(
                  group -> {
                    group.spawn(() -> failInCleanup(NET));
                    group.spawn(() -> failAfter(10, DISK));
                  });
          assertThat(failure.exceptions()).containsExactly(DISK, NET);
          assertThat(failure)
              .hasMessage("2 failures in a task group, first: java.io.IOException: disk")
              .hasCause(DISK)
              .hasSuppressedException(NET);
        });
  }

  @Test
  void theBodysFailureComesLast() {
    IllegalStateException body = new IllegalStateException("body");
    VirtualLoop.run(
        () -> {
          ExceptionGroup failure =
              failureOf(
                  group -> {
                    group.spawn(() -> failInCleanup(NET));
                    yieldNow();
                    throw body;
                  });
          assertThat(failure.exceptions()).containsExactly(NET, body);
        });
  }

  @Test
  void aFailureOfTheBodyAloneIsAGroupToo() {
    VirtualLoop.run(
        () -> {
          ExceptionGroup failure =
              failureOf(
                  group -> {
                    group.spawn(this::work);
                    yieldNow();
                    throw DISK;
                  });
          assertThat(failure.exceptions()).containsExactly(DISK);
        });
    assertThat(trail).containsExactly("sibling cancelled at 0");
  }

  @Test
  void aFailureIsNotReportedASecondTime() {
    VirtualLoop.run( // which fails the test if one is
        () ->
            assertThat(failureOf(group -> group.spawn(() -> failAfter(1, DISK))).exceptions())
                .hasSize(1));
  }

  @Test
  void anErrorIsAFailure() {
    AssertionError wrong = new AssertionError("wrong");
    VirtualLoop.run(
        () ->
            assertThat(
                    failureOf(
                            group ->
                                group.spawn(
                                    () -> {
                                      throw wrong;
                                    }))
                        .exceptions())
                .containsExactly(wrong));
  }

  @Test
  void findLooksForATypeInNestedGroupsToo() {
    VirtualLoop.run(
        () -> {
          ExceptionGroup failure =
              failureOf(
                  outer -> {
                    outer.spawn(
                        () -> TaskGroup.run(inner -> inner.spawn(() -> failAfter(10, DISK))));
                    outer.spawn(() -> failInCleanup(new IllegalStateException("cleanup")));
                  });
          assertThat(failure.exceptions()).hasSize(2);
          assertThat(failure.find(IOException.class)).containsSame(DISK);
          assertThat(failure.find(IllegalStateException.class).orElseThrow()).hasMessage("cleanup");
          assertThat(failure.find(ExceptionGroup.class).orElseThrow().exceptions())
              .containsExactly(DISK);
          assertThat(failure.find(InterruptedException.class)).isEmpty();
          assertThat(ExceptionGroup.find(failure, IOException.class)).containsSame(DISK);
          assertThat(ExceptionGroup.find(DISK, IOException.class)).containsSame(DISK);
          assertThat(ExceptionGroup.find(DISK, IllegalStateException.class)).isEmpty();
        });
  }

  @Test
  void onlyOfGivesATypeIfNothingElseFailed() {
    VirtualLoop.run(
        () -> {
          ExceptionGroup disk =
              failureOf(
                  outer ->
                      outer.spawn(
                          () -> TaskGroup.run(inner -> inner.spawn(() -> failAfter(10, DISK)))));
          assertThat(disk.onlyOf(IOException.class)).containsSame(DISK);
          assertThat(disk.onlyOf(IllegalStateException.class)).isEmpty();

          ExceptionGroup diskAndBug =
              failureOf(
                  outer -> {
                    outer.spawn(() -> failAfter(10, DISK));
                    outer.spawn(
                        () ->
                            TaskGroup.run(
                                inner ->
                                    inner.spawn(
                                        () -> failInCleanup(new IllegalStateException("bug")))));
                  });
          assertThat(diskAndBug.find(IOException.class)).containsSame(DISK);
          assertThat(diskAndBug.onlyOf(IOException.class)).isEmpty();
        });
  }

  @Test
  void oneStackTraceShowsThemAll() {
    VirtualLoop.run(
        () -> {
          ExceptionGroup failure =
              failureOf(
                  group -> {
                    group.spawn(() -> failInCleanup(madeByTheSecond()));
                    group.spawn(
                        () ->
                            TaskGroup.run(
                                inner -> inner.spawn(() -> failAfter(10, madeByTheFirst()))));
                  });
          StringWriter trace = new StringWriter();
          failure.printStackTrace(new PrintWriter(trace, true));

          assertThat(trace.toString())
              .startsWith("dev.baton.ExceptionGroup: 2 failures in a task group, first: ")
              .contains("Caused by: java.io.IOException: first")
              .contains("Suppressed: java.io.IOException: second")
              .contains("TaskGroupFailureTest.madeByTheFirst(TaskGroupFailureTest.java:")
              .contains("TaskGroupFailureTest.madeByTheSecond(TaskGroupFailureTest.java:");
        });
  }

  @Suspends
  private static void nest(int depth) throws IOException {
    if (depth == 0) {
      sleep(ms(1));
      throw madeByTheFirst();
    }
    TaskGroup.run(
        group -> {
          group.spawn(() -> nest(depth - 1));
          group.spawn(() -> failInCleanup(new IOException("beside, at " + depth)));
        });
  }

  @Suspends
  private static void nestInOneTask(int depth) throws Exception {
    if (depth == 0) {
      throw madeByTheFirst();
    }
    TaskGroup.run(_ -> nestInOneTask(depth - 1));
  }

  private static String trace(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    return trace.toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {11, 500, 3_000})
  void theTraceOfDeeplyNestedGroupsCanBeRead(int depth) {
    VirtualLoop.run(
        () -> {
          ExceptionGroup failure = catchThrowableOfType(ExceptionGroup.class, () -> nest(depth));

          String head = " failures in a task group, first: java.io.IOException: first";
          assertThat(failure).hasMessage("2" + head + " (" + depth + " groups deep)");
          assertThat(trace(failure))
              .hasSizeLessThan(64 * 1024)
              .contains("TaskGroupFailureTest.madeByTheFirst(TaskGroupFailureTest.java:")
              .contains("beside, at 1\n")
              .contains("beside, at " + depth);
          assertThat(trace(new IllegalStateException(failure)))
              .as("printed by the JDK, as another's cause")
              .hasSizeLessThan(64 * 1024);
          assertThat(failure.find(EOFException.class)).isEmpty();
          assertThat(levels(failure)).isEqualTo(depth);
        });
  }

  /// All are there.
  private static int levels(ExceptionGroup outermost) {
    int levels = 0;
    Throwable next = outermost;
    while (next instanceof ExceptionGroup group) {
      levels++;
      next = group.exceptions().getFirst();
    }
    return levels;
  }

  @Test
  void theTraceOfGroupsThatAreNestedInOneTaskCanBeReadToo() {
    VirtualLoop.run(
        () -> {
          ExceptionGroup failure =
              catchThrowableOfType(ExceptionGroup.class, () -> nestInOneTask(400));

          assertThat(trace(failure))
              .hasSizeLessThanOrEqualTo(64 * 1024)
              .startsWith("dev.baton.ExceptionGroup: 1 failure in a task group, first: ")
              .endsWith("\n");
          ByteArrayOutputStream printed = new ByteArrayOutputStream();
          failure.printStackTrace(new PrintStream(printed, true, StandardCharsets.UTF_8));
          assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo(trace(failure));
        });
  }

  private static IOException madeByTheFirst() {
    return new IOException("first");
  }

  private static IOException madeByTheSecond() {
    return new IOException("second");
  }
}
