package dev.baton.trace;

import dev.baton.trace.Timeline.Segment;
import dev.baton.trace.Timeline.State;
import java.util.ArrayList;
import java.util.List;

/// A lane that is being drawn.
final class Pen {
  final TracedTask task;
  final List<Segment> segments = new ArrayList<>();
  State state;
  int since;
  String label = "";
  String lastVerb = "";

  /// Where the task waits, or waited last.
  String at = "";

  /// What it waits for; null while it does not.
  TracedThing thing;

  /// Who has what it waits for.
  String holder = "";

  /// The last step in which it ran.
  int ran;

  String outcome = "";

  Pen(TracedTask task) {
    this.task = task;
  }

  void change(State next, int step, String nextLabel) {
    if (state != null && step > since) {
      segments.add(new Segment(state, since, step, label, at, thing, holder));
    }
    state = next;
    since = step;
    label = nextLabel;
    thing = null;
    holder = "";
    lastVerb = "";
  }
}
