package dev.baton.trace;

import dev.baton.trace.Timeline.Arrow;
import dev.baton.trace.Timeline.Lane;
import dev.baton.trace.Timeline.Segment;
import dev.baton.trace.Timeline.State;
import java.util.List;

/// What is written in a picture, and the names that its style uses.
final class Wording {
  private Wording() {}

  /// What a box may say, the longest first: the first that fits is written.
  static List<String> labels(Timeline timeline, Segment segment) {
    String time = Times.text(timeline.nanos(segment));
    return switch (segment.state()) {
      case WAITS_FOR_TIME -> List.of("sleeps " + time, time);
      case WAITS_FOR_PRIMITIVE, WAITS_FOR_IO -> forThing(segment);
      case WAITS_FOR_TASK -> List.of("waits for " + forTask(segment), forTask(segment));
      case BLOCKING -> List.of("blocks the loop " + time, time);
      default -> List.of(segment.label());
    };
  }

  private static List<String> forThing(Segment segment) {
    String name = segment.thing().title();
    String waits = "waits for " + what(segment.thing());
    return segment.holder().isEmpty()
        ? List.of(waits, name)
        : List.of(waits + ", which " + segment.holder() + " has", waits, name);
  }

  /// What it is of a thing that is waited for.
  private static String what(TracedThing thing) {
    String state = thing.label().state();
    if (state.endsWith(" waiting to put")) {
      return "room in " + thing.title();
    }
    if (state.endsWith(" waiting to get")) {
      return "an item of " + thing.title();
    }
    boolean givesPermits = thing.label().kind().endsWith("Semaphore");
    return givesPermits ? "a permit of " + thing.title() : thing.title();
  }

  private static String forTask(Segment segment) {
    return segment.thing().label().kind().equals("TaskGroup")
        ? "its group"
        : segment.thing().shortTitle();
  }

  static String cssClass(State state) {
    return switch (state) {
      case RUNNING -> "run";
      case BLOCKING -> "run block";
      case READY -> "ready";
      case WAITS_FOR_TIME -> "wait time";
      case WAITS_FOR_IO -> "wait io";
      case WAITS_FOR_PRIMITIVE -> "wait lock";
      case WAITS_FOR_TASK -> "wait task";
      case IDLE -> "idle";
      case STOPPED -> "stopped";
    };
  }

  static String tip(Timeline timeline, Lane lane, Segment segment) {
    String what =
        switch (segment.state()) {
          case RUNNING -> "runs: " + segment.label();
          case BLOCKING -> "blocks the loop";
          case READY -> "is ready, and waits for its turn";
          case IDLE -> "has nothing to do for " + segment.label();
          case STOPPED -> "gives up: nothing can happen any more";
          case WAITS_FOR_PRIMITIVE ->
              "waits for "
                  + segment.label()
                  + (segment.holder().isEmpty() ? "" : ", which " + segment.holder() + " has");
          default -> "waits for " + segment.label();
        };
    String where =
        segment.at().isEmpty()
            ? ""
            : (segment.state().waits() ? "\nat " : "\nafter ") + Texts.withoutFolder(segment.at());
    return lane.name()
        + " "
        + what
        + where
        + "\n"
        + steps(segment.from(), segment.to())
        + ", "
        + Times.text(timeline.nanos(segment));
  }

  /// `step 3`, `steps 3 to 5`.
  static String steps(int from, int to) {
    return to - from == 1 ? "step " + to : "steps " + (from + 1) + " to " + to;
  }

  /// The name of what it failed with.
  static String failureOf(Lane lane) {
    if (!kindOf(lane).equals("failed")) {
      return "";
    }
    String type = lane.outcome().split(":", 2)[0];
    return Texts.shortened(type.substring(type.lastIndexOf('.') + 1), 40);
  }

  static String meaning(State state) {
    return switch (state) {
      case RUNNING -> "runs";
      case BLOCKING -> "blocks the loop";
      case READY -> "ready, waits for its turn";
      case WAITS_FOR_TIME -> "sleeps";
      case WAITS_FOR_IO -> "waits for the outside";
      case WAITS_FOR_PRIMITIVE -> "waits for a lock, an event, a future...";
      case WAITS_FOR_TASK -> "waits for tasks";
      case IDLE -> "the loop has nothing to do";
      case STOPPED -> "nothing can happen any more";
    };
  }

  /// `done`, `cancelled` or `failed`.
  static String kindOf(Lane lane) {
    boolean failed = !lane.outcome().equals("done") && !lane.outcome().equals("cancelled");
    return failed ? "failed" : lane.outcome();
  }

  static String endOf(Lane lane) {
    String kind = kindOf(lane);
    return lane.name() + (kind.equals("failed") ? " failed: " + lane.outcome() : " is " + kind);
  }

  static String arrow(Trace trace, Arrow arrow) {
    String verb = arrow.cancels() ? " cancels " : " wakes ";
    return trace.nameOf(arrow.from()) + verb + trace.nameOf(arrow.to());
  }

  static String ring(Trace trace, int from, int to) {
    return trace.nameOf(from) + " waits for " + trace.nameOf(to);
  }
}
