package dev.baton.trace;

import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.EventLoop;
import dev.baton.Label;
import dev.baton.Labelled;
import dev.baton.LoopListener.Note;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.api.Gate;
import dev.baton.trace.Timeline.Lane;
import dev.baton.trace.Timeline.Segment;
import dev.baton.trace.Timeline.State;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What traces show of primitives that a user of the library has written, with names that look like
/// our own marks.
class OwnPrimitiveTraceTest {
  private static final String NAME = "the \"south\" [a\nb";
  private static final String TITLE = "Gate \"the \"south\" [a\\u000ab\"";

  @Test
  void aPictureSaysWhoHasIt() {
    Timeline timeline = Runs.timeline(Runs.of(OwnPrimitiveTraceTest::guardAndWait));
    Segment waits = waits(Runs.lane(timeline, "guest"));

    assertThat(waits.state()).isEqualTo(State.WAITS_FOR_PRIMITIVE);
    assertThat(Wording.labels(timeline, waits))
        .containsExactly("waits for " + TITLE + ", which porter has", "waits for " + TITLE, TITLE);
    assertThat(Wording.tip(timeline, Runs.lane(timeline, "guest"), waits))
        .startsWith("guest waits for " + TITLE + " [guarded], which porter has\n");
    assertThat(Runs.lane(timeline, "porter").segments())
        .extracting(Segment::label)
        .contains("takes " + TITLE);
  }

  @Test
  void aTextSaysWhatIsWaitedForInOneLine() throws Exception {
    Trace trace = Runs.of(OwnPrimitiveTraceTest::guardAndWait);
    StringBuilder text = new StringBuilder();
    TextTrace.write("gates", List.of(trace), text);

    assertThat(text.toString().lines()).hasSize(1 + trace.events().size());
    assertThat(text)
        .contains("porter  takes " + TITLE + " [guarded]\n")
        .contains("guest   waits for " + TITLE + " [guarded]  ");
  }

  @Test
  void thoseWithTheSameTitleAreToldApart() {
    Timeline timeline =
        Runs.timeline(
            Runs.of(
                () -> {
                  Gate one = new Gate("north");
                  Gate other = new Gate("north");
                  List<Task<?>> guests =
                      List.of(
                          spawn("guest", () -> one.await()), spawn("guest", () -> other.await()));
                  yieldNow();
                  guests.forEach(Task::cancel);
                }));

    assertThat(timeline.lanes())
        .filteredOn(lane -> lane.name().equals("guest"))
        .extracting(lane -> waits(lane).thing().title())
        .containsExactly("Gate \"north\"", "Gate \"north\" #2");
  }

  @Test
  void aRingIsMarkedWhileOthersGoOn() {
    Trace trace =
        Runs.of(
            () -> {
              Gate north = new Gate("north [locked");
              Gate south = new Gate(NAME);
              Task<?> anna = spawn("anna", () -> guardAndAwait(north, south));
              Task<?> ben = spawn("ben", () -> guardAndAwait(south, north));
              sleep(ofMillis(10));
              anna.cancel();
              ben.cancel();
            });

    assertThat(trace.stuck())
        .singleElement()
        .satisfies(stuck -> assertThat(stuck.ring()).containsExactlyInAnyOrder(2, 3));
  }

  /// Somebody's pool of connections.
  private record Pool(String name, int idle) implements Labelled {
    @Override
    public Label label() {
      return new Label(Label.Sort.SHARED, "Pool", name, idle + " idle");
    }
  }

  @Test
  void anAmountIsDrawnHoweverItsOwnerIsCalled() throws Exception {
    Trace trace = Runs.of(() -> EventLoop.running().note(Note.CHANGED, new Pool("a [7 b]", 3)));
    StringBuilder json = new StringBuilder();
    ChromeTrace.write("pool", List.of(trace), json);

    assertThat(Counter.in(Runs.timeline(trace)))
        .singleElement()
        .satisfies(
            counter -> {
              assertThat(counter.label()).isEqualTo("a [7 b], idle");
              assertThat(counter.most()).isEqualTo(3);
            });
    assertThat(json).contains("\"name\":\"Pool \\\"a [7 b]\\\"\",\"ph\":\"C\"", "{\"n\":3}");
  }

  @Test
  void aNumberInANameIsNoAmount() {
    Trace trace =
        Runs.of(
            () -> {
              Gate gate = new Gate("x [12 items]");
              gate.guard();
            });

    assertThat(Counter.in(Runs.timeline(trace))).isEmpty();
  }

  private record Broken() implements Labelled {
    @Override
    public Label label() {
      return null;
    }
  }

  @Test
  void oneThatCannotSayWhatItIsIsCalledByItsClass() {
    Trace trace = Runs.of(() -> EventLoop.running().note(Note.CHANGED, new Broken()));

    assertThat(trace.events()).extracting(TraceEvent::text).contains(Broken.class.getName());
  }

  private static Segment waits(Lane lane) {
    return lane.segments().stream()
        .filter(segment -> segment.state().waits())
        .findFirst()
        .orElseThrow();
  }

  @Suspends
  private static void guardAndWait() {
    Gate gate = new Gate(NAME);
    Task<?> porter =
        spawn(
            "porter",
            () -> {
              gate.guard();
              sleep(ofMillis(20));
            });
    Task<?> guest = spawn("guest", () -> gate.await());
    sleep(ofMillis(10));
    guest.cancel();
    porter.cancel();
  }

  @Suspends
  private static void guardAndAwait(Gate mine, Gate other) throws Exception {
    mine.guard();
    yieldNow();
    other.await();
  }
}
