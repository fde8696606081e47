package dev.baton.trace;

import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.LoopListener;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.testing.VirtualClock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LimitsTest {
  @Test
  void aPictureEndsAfterTwoThousandStepsAndSaysSo() {
    Trace trace =
        Runs.of(
            () -> {
              for (int i = 0; i < 2_999; i++) {
                yieldNow();
              }
            });
    List<Timeline> timelines = Layout.of(List.of(trace));

    assertThat(timelines.getFirst().width()).isEqualTo(2_000);
    assertThat(timelines.getFirst().size()).startsWith("3000 steps");
    assertThat(Timeline.shortfall(timelines))
        .hasValue("Truncated: 1000 more steps not shown here, but with --trace x.json.");
    assertThat(Notes.on(timelines).getFirst()).startsWith("Truncated: ");
  }

  @Test
  void aPictureHasTwoHundredLanesAtMost() {
    Trace trace = Runs.of(() -> manyTasks(300));
    List<Timeline> timelines = Layout.of(List.of(trace));

    assertThat(timelines.getFirst().lanes()).hasSize(200);
    assertThat(Timeline.shortfall(timelines).orElseThrow()).startsWith("Truncated: 102 more tasks");
  }

  @Test
  void allPartsTogetherHaveTheseLimits() {
    Trace trace = Runs.of(() -> manyTasks(150));
    List<Timeline> timelines = Layout.of(List.of(trace, trace, trace));

    assertThat(timelines.stream().mapToInt(timeline -> timeline.lanes().size()).sum())
        .isEqualTo(200);
  }

  private static void manyTasks(int count) {
    TaskGroup.run(
        group -> {
          for (int i = 0; i < count; i++) {
            group.spawn(() -> yieldNow());
          }
        });
  }

  @Test
  void aChainOfTasksThatStartEachOtherIsDrawn() {
    Trace trace = Runs.of(() -> chain(1_000));

    assertThat(Runs.timeline(trace).lanes()).hasSize(200);
  }

  /// Perfetto gets every task.
  @Test
  void aChainMayBeLongerThanAStackIsDeep() {
    List<TracedTask> tasks =
        IntStream.rangeClosed(1, 100_000)
            .mapToObj(number -> new TracedTask(number, "link", number - 1, 0))
            .toList();
    Timeline timeline =
        Layout.of(
            new Trace("", tasks, List.of(), List.of(), 0), Integer.MAX_VALUE, Integer.MAX_VALUE);

    assertThat(timeline.lanes()).hasSize(100_000);
    assertThat(timeline.lanes().getLast().depth()).isEqualTo(99_999);
  }

  @Test
  void eachTaskIsFollowedByThoseThatItStarted() {
    Trace trace =
        Runs.of(
            () -> {
              Task<?> first = spawn("first", () -> spawn("its own", () -> yieldNow()).await());
              spawn("second", () -> yieldNow()).await();
              first.await();
            });

    assertThat(Runs.timeline(trace).lanes())
        .extracting(Timeline.Lane::name)
        .containsExactly("main", "first", "its own", "second");
  }

  private static void chain(int length) throws Exception {
    if (length > 0) {
      spawn(() -> chain(length - 1)).await();
    }
  }

  @Test
  void moreThanFiftyArrowsAreShownOnlyWhereSomebodyPoints() {
    // one more arrow for the last, which wakes main
    assertThat(picture(waitersOfOne(49))).contains("class=\"baton\"");
    assertThat(picture(waitersOfOne(50))).contains("class=\"baton many\"");
  }

  private static Trace waitersOfOne(int waiters) {
    return Runs.of(
        () -> {
          Future<Void> future = EventLoop.running().createFuture();
          TaskGroup.run(
              group -> {
                for (int i = 0; i < waiters; i++) {
                  group.spawn(() -> future.await());
                }
                yieldNow();
                yieldNow();
                future.setResult(null);
              });
        });
  }

  private static String picture(Trace trace) {
    return new Picture("many", Layout.of(List.of(trace)), List.of(), -1).draw();
  }

  @Test
  void aRecorderKeepsTwoHundredThousandEventsAndCountsTheRest() {
    Recorder recorder = new Recorder();
    Runs.run(
        recorder,
        new VirtualClock(),
        () -> {
          for (int i = 0; i < 199_999; i++) {
            EventLoop.running().note(LoopListener.Note.PRINTED, "x");
          }
          spawn("late", () -> yieldNow()).await();
        });
    Trace trace = recorder.traces().getFirst();

    assertThat(trace.events()).hasSize(200_000);
    assertThat(trace.tasks()).hasSize(1);
    assertThat(trace.dropped()).isGreaterThan(5);
    assertThat(Timeline.shortfall(Layout.of(List.of(trace))).orElseThrow())
        .matches("Truncated: \\d+ events after the first 200,000 not recorded\\.");
  }
}
