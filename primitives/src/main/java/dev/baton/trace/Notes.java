package dev.baton.trace;

import java.util.ArrayList;
import java.util.List;

/// The sentences under a picture.
final class Notes {
  private Notes() {}

  /// All advice, and what is missing.
  static List<String> on(List<Timeline> timelines) {
    List<String> notes = new ArrayList<>();
    Timeline.shortfall(timelines).ifPresent(notes::add);
    for (int part = 0; part < timelines.size(); part++) {
      for (Advice advice : Advice.on(timelines.get(part))) {
        notes.add("! " + text(timelines, part, advice));
      }
    }
    return notes;
  }

  static String text(List<Timeline> timelines, int part, Advice advice) {
    String where = timelines.size() == 1 ? "" : timelines.get(part).trace().heading() + ", ";
    return where
        + "step "
        + (advice.step() + 1)
        + ": "
        + advice.text()
        + (advice.text().endsWith(".") ? "" : ".");
  }
}
