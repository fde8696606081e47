package dev.baton.trace;

import dev.baton.trace.Timeline.Arrow;
import dev.baton.trace.Timeline.Lane;
import dev.baton.trace.Timeline.Segment;
import dev.baton.trace.Timeline.State;

/// What is written in a picture, and the names that its style uses.
final class Wording {
  private Wording() {}

  static String label(Timeline timeline, Segment segment) {
    return switch (segment.state()) {
      case WAITS_FOR_TIME -> "sleeps " + Times.text(timeline.nanos(segment));
      case WAITS_FOR_PRIMITIVE, WAITS_FOR_IO -> Texts.withoutState(segment.label());
      case WAITS_FOR_TASK -> forTask(segment.label());
      case BLOCKING -> "blocks the loop " + Times.text(timeline.nanos(segment));
      default -> segment.label();
    };
  }

  private static String forTask(String label) {
    if (label.startsWith("TaskGroup")) {
      return "its group";
    }
    return label.startsWith("task \"")
        ? label.substring("task \"".length()).replace("\"", "")
        : Texts.withoutState(label);
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
    };
  }

  static String tip(Timeline timeline, Lane lane, Segment segment) {
    String what =
        switch (segment.state()) {
          case RUNNING -> "runs: " + segment.label();
          case BLOCKING -> "blocks the loop";
          case READY -> "is ready, and waits for its turn";
          case IDLE -> "has nothing to do for " + segment.label();
          default -> "waits for " + segment.label();
        };
    String steps =
        segment.to() - segment.from() == 1
            ? "step " + (segment.from() + 1)
            : "steps " + (segment.from() + 1) + " to " + segment.to();
    String where =
        segment.at().isEmpty()
            ? ""
            : (segment.state().waits() ? "\nat " : "\nafter ") + segment.at();
    return lane.name()
        + " "
        + what
        + where
        + "\n"
        + steps
        + ", "
        + Times.text(timeline.nanos(segment));
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
}
