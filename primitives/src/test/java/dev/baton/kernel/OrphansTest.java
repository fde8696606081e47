package dev.baton.kernel;

import static dev.baton.Async.gather;
import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.CancelledError;
import dev.baton.DeadlockException;
import dev.baton.EventLoop;
import dev.baton.ExceptionGroup;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Tasks that a gather has left behind when it failed.
class OrphansTest {
  private static final Duration LONG = Duration.ofSeconds(100);

  private static Task<?> fails() {
    return spawn(
        () -> {
          throw new IllegalStateException("no");
        });
  }

  @Test
  void aTaskThatItsGatherHasLeftBehind() throws Exception {
    List<String> reports =
        Reports.of(
            () -> {
              Task<?> alone = spawn("alone", () -> sleep(LONG));
              assertThatThrownBy(gather(alone, fails())::await).hasMessage("no");
              sleep(Duration.ofSeconds(1));
            });

    assertThat(reports)
        .containsExactly(
            "orphan: task \"alone\", started at"
                + " OrphansTest.aTaskThatItsGatherHasLeftBehind(OrphansTest.java), went on alone"
                + " after its gather had failed, until the loop ended and cancelled it. Start such"
                + " tasks in a TaskGroup, which ends them all when one fails");
  }

  @Test
  void aTaskThatEndsAfterItsGatherIsFine() throws Exception {
    List<String> reports =
        Reports.of(
            () -> {
              Task<?> slow = spawn(() -> sleep(Duration.ofMillis(5)));
              assertThatThrownBy(gather(slow, fails())::await).hasMessage("no");
              slow.await();
            });

    assertThat(reports).isEmpty();
  }

  @Test
  void aProgramThatEndsWithTheFailureOfItsGatherHasLeftNobodyAlone() {
    List<String> reports = new ArrayList<>();
    assertThatThrownBy(
            () -> Reports.collect(reports, () -> gather(spawn(() -> sleep(LONG)), fails()).await()))
        .hasMessage("no");

    assertThat(reports).isEmpty();
  }

  @Test
  void aProgramThatWrapsThatFailureHasLeftNobodyAloneEither() {
    List<String> reports = new ArrayList<>();
    assertThatThrownBy(
            () ->
                Reports.collect(
                    reports,
                    () -> {
                      try {
                        gather(spawn(() -> sleep(LONG)), fails()).await();
                      } catch (IllegalStateException failure) {
                        throw new IOException("wrapped", failure);
                      }
                    }))
        .hasMessage("wrapped");

    assertThat(reports).isEmpty();
  }

  /// Two of the gather wait for each other: the whole loop stands still, which says it all.
  @Test
  void aTaskThatADeadlockHasEndedIsNoOrphan() {
    List<String> reports = new ArrayList<>();
    assertThatThrownBy(
            () ->
                Reports.collect(
                    reports,
                    () -> {
                      Task<?> alone = spawn(() -> EventLoop.running().createFuture().await());
                      assertThatThrownBy(gather(alone, fails())::await).hasMessage("no");
                      EventLoop.running().createFuture().await();
                    }))
        .isInstanceOf(DeadlockException.class);

    assertThat(reports).isEmpty();
  }

  /// The failure is in a group that is not the first to fail.
  @Test
  void aProgramThatEndsWithThatFailureInAGroupOfGroupsHasLeftNobodyAlone() {
    List<String> reports = new ArrayList<>();
    assertThatThrownBy(
            () ->
                Reports.collect(
                    reports,
                    () ->
                        TaskGroup.run(
                            group -> {
                              group.spawn(OrphansTest::gatherWhenCancelled);
                              group.spawn(() -> fails().await());
                            })))
        .isInstanceOf(ExceptionGroup.class);

    assertThat(reports).isEmpty();
  }

  @Suspends
  private static void gatherWhenCancelled() {
    try {
      sleep(LONG);
    } catch (CancelledError cleaningUp) {
      TaskGroup.run(inner -> inner.spawn(() -> gather(spawn(() -> sleep(LONG)), fails()).await()));
    }
  }

  @Test
  void aTaskThatTheProgramCancelsItselfIsNoOrphan() throws Exception {
    List<String> reports =
        Reports.of(
            () -> {
              Task<?> slow =
                  spawn(
                      () -> {
                        try {
                          sleep(LONG);
                        } finally {
                          sleep(Duration.ofMillis(5)); // cleaning up
                        }
                      });
              assertThatThrownBy(gather(slow, fails())::await).hasMessage("no");
              slow.cancel();
            });

    assertThat(reports).isEmpty();
  }
}
