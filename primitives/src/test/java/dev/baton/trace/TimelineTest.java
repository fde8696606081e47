package dev.baton.trace;

import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.EventLoop;
import dev.baton.Label;
import dev.baton.TaskGroup;
import dev.baton.sync.Lock;
import dev.baton.testing.VirtualClock;
import dev.baton.trace.Timeline.Arrow;
import dev.baton.trace.Timeline.Lane;
import dev.baton.trace.Timeline.Segment;
import dev.baton.trace.Timeline.State;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
  @Test
  void aLaneTellsWhatItsTaskDoes() {
    Timeline timeline =
        Runs.timeline(
            Runs.of(
                () -> {
                  Lock lock = new Lock("A");
                  TaskGroup.run(
                      group -> {
                        group.spawn("anna", () -> holdFor(lock));
                        group.spawn("ben", () -> holdFor(lock));
                      });
                }));

    assertThat(states(Runs.lane(timeline, "main")))
        .containsExactly("RUNNING 0-1", "WAITS_FOR_TASK 1-8", "RUNNING 8-9");
    assertThat(states(Runs.lane(timeline, "anna")))
        .containsExactly("RUNNING 1-2", "WAITS_FOR_TIME 2-4", "RUNNING 4-5");
    assertThat(states(Runs.lane(timeline, "ben")))
        .containsExactly(
            "READY 1-2",
            "RUNNING 2-3",
            "WAITS_FOR_PRIMITIVE 3-5",
            "RUNNING 5-6",
            "WAITS_FOR_TIME 6-7",
            "RUNNING 7-8");
  }

  private static void holdFor(Lock lock) {
    try (var held = lock.acquire()) {
      sleep(ofMillis(10));
    }
  }

  @Test
  void inEachColumnOneTaskRunsOrTheLoopWaits() {
    Timeline timeline =
        Runs.timeline(
            Runs.of(
                () ->
                    TaskGroup.run(
                        group -> {
                          for (int i = 1; i <= 20; i++) {
                            int turns = i % 5;
                            group.spawn(
                                () -> {
                                  for (int turn = 0; turn < turns; turn++) {
                                    yieldNow();
                                    sleep(ofMillis(turn));
                                  }
                                });
                          }
                        })));

    for (int step = 0; step < timeline.width(); step++) {
      int at = step;
      assertThat(timeline.lanes().stream().flatMap(lane -> lane.at(at).stream()))
          .filteredOn(segment -> segment.state().runs() || segment.state() == State.IDLE)
          .as("step %d", step)
          .hasSize(1);
    }
  }

  @Test
  void lanesFollowTheOneThatStartedThem() {
    Timeline timeline =
        Runs.timeline(
            Runs.of(
                () ->
                    TaskGroup.run(
                        group -> {
                          group.spawn("a", () -> group.spawn("a-1", () -> yieldNow()).await());
                          group.spawn("b", () -> yieldNow());
                        })));

    assertThat(timeline.lanes())
        .extracting(Lane::name, Lane::depth)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("main", 0),
            org.assertj.core.groups.Tuple.tuple("a", 1),
            org.assertj.core.groups.Tuple.tuple("a-1", 2),
            org.assertj.core.groups.Tuple.tuple("b", 1));
  }

  @Test
  void aRunIsLabelledWithWhatItDoes() {
    Timeline timeline =
        Runs.timeline(
            Runs.of(
                () -> {
                  Lock lock = new Lock("A");
                  spawn("x", () -> {}).await();
                  try (var held = lock.acquire()) {
                    print("main: hello");
                  }
                }));

    assertThat(Runs.lane(timeline, "main").segments())
        .filteredOn(segment -> segment.state() == State.RUNNING)
        .extracting(Segment::label)
        .containsExactly("starts x", "takes Lock \"A\"; hello; gives back Lock \"A\"");
    assertThat(Runs.lane(timeline, "x").segments().getFirst().label()).isEqualTo("ends");
  }

  private static void print(String line) {
    EventLoop.running().note(dev.baton.LoopListener.Note.PRINTED, line);
  }

  @Test
  void arrowsShowWhoWokeAndWhoCancelledWhom() {
    Timeline timeline =
        Runs.timeline(
            Runs.of(
                () -> {
                  var future = EventLoop.running().createFuture();
                  var waiter = spawn("waiter", () -> future.await());
                  var sleeper = spawn("sleeper", () -> sleep(ofMillis(10)));
                  yieldNow();
                  future.setResult(null);
                  sleeper.cancel();
                  waiter.await();
                }));

    assertThat(timeline.arrows())
        .containsExactly(
            new Arrow(1, 2, 3, 3, false),
            new Arrow(1, 3, 3, 3, true),
            new Arrow(2, 1, 4, 4, false));
  }

  @Test
  void theLastTaskOfAGroupWakesTheOneThatWaitsForTheGroup() {
    Timeline timeline =
        Runs.timeline(
            Runs.of(
                () ->
                    TaskGroup.run(
                        group -> {
                          group.spawn("quick", () -> {});
                          group.spawn("slow", () -> sleep(ofMillis(10)));
                        })));

    assertThat(timeline.arrows()).containsExactly(new Arrow(3, 1, 4, 4, false));
  }

  @Test
  void theTaskThatFailsCancelsTheOthersOfItsGroup() {
    Timeline timeline =
        Runs.timeline(
            Runs.of(
                () ->
                    TaskGroup.run(
                        group -> {
                          group.spawn("slow", () -> sleep(ofMillis(99)));
                          group.spawn(
                              "bad",
                              () -> {
                                throw new IOException("no room");
                              });
                        })));

    assertThat(timeline.arrows())
        .contains(new Arrow(3, 2, 2, 2, true), new Arrow(3, 1, 2, 2, true));
  }

  @Test
  void anActionMayHaveItsEffectSomeStepsLater() {
    Timeline timeline =
        Runs.timeline(
            Runs.of(
                () -> {
                  TaskGroup.run(group -> group.spawn("child", () -> {}));
                }));
    Timeline beside =
        Runs.timeline(
            Runs.of(
                () -> {
                  spawn("beside", () -> yieldNow());
                  TaskGroup.run(
                      group -> {
                        group.spawn("child", () -> {});
                      });
                }));

    assertThat(timeline.arrows()).containsExactly(new Arrow(2, 1, 1, 1, false));
    assertThat(beside.arrows()).containsExactly(new Arrow(3, 1, 2, 3, false));
  }

  @Test
  void aTaskThatWaitsForALockIsToldWhoHasIt() {
    Lock lock = new Lock("A");
    Timeline timeline =
        Runs.timeline(
            Runs.of(
                () ->
                    TaskGroup.run(
                        group -> {
                          group.spawn("anna", () -> holdFor(lock));
                          group.spawn("ben", () -> holdFor(lock));
                        })));
    Segment waits = Runs.lane(timeline, "ben").segments().get(2);

    assertThat(waits.holder()).isEqualTo("anna");
    assertThat(Wording.labels(timeline, waits))
        .containsExactly(
            "waits for Lock \"A\", which anna has", "waits for Lock \"A\"", "Lock \"A\"");
  }

  @Test
  void outcomesAreDoneCancelledOrWhatItFailedWith() {
    Timeline timeline =
        Runs.timeline(
            Runs.of(
                () ->
                    TaskGroup.run(
                        group -> {
                          group.spawn("slow", () -> sleep(ofMillis(99)));
                          group.spawn("quick", () -> {});
                          group.spawn(
                              "bad",
                              () -> {
                                throw new IOException("no room");
                              });
                        })));

    assertThat(Runs.lane(timeline, "slow").outcome()).isEqualTo("cancelled");
    assertThat(Runs.lane(timeline, "quick").outcome()).isEqualTo("done");
    assertThat(Runs.lane(timeline, "bad").outcome()).isEqualTo("java.io.IOException: no room");
  }

  @Test
  void aRunThatTakesLongBlocksTheLoop() {
    VirtualClock clock = new VirtualClock();
    Timeline timeline =
        Runs.timeline(Runs.withClock(clock, () -> Runs.passes(clock, ofMillis(100))));

    assertThat(states(Runs.lane(timeline, "main"))).containsExactly("BLOCKING 0-1");
  }

  @Test
  void whatATaskWaitsForDecidesTheColour() {
    assertThat(Layout.stateOf(null)).isEqualTo(State.READY);
    assertThat(stateOf(Label.Sort.HELD)).isEqualTo(State.WAITS_FOR_PRIMITIVE);
    assertThat(stateOf(Label.Sort.SHARED)).isEqualTo(State.WAITS_FOR_PRIMITIVE);
    assertThat(stateOf(Label.Sort.TASKS)).isEqualTo(State.WAITS_FOR_TASK);
    assertThat(stateOf(Label.Sort.TIME)).isEqualTo(State.WAITS_FOR_TIME);
    assertThat(stateOf(Label.Sort.OUTSIDE)).isEqualTo(State.WAITS_FOR_IO);
  }

  private static State stateOf(Label.Sort sort) {
    return Layout.stateOf(new TracedThing(new Label(sort, "Lock", null, ""), 1));
  }

  private static List<String> states(Lane lane) {
    return lane.segments().stream().map(s -> s.state() + " " + s.from() + "-" + s.to()).toList();
  }
}
