package dev.baton.trace;

import dev.baton.html.Markup;
import dev.baton.trace.Timeline.State;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// What the signs in a picture mean: of those only that are in it.
final class Legend {
  static final int SIGN = 22;

  private final List<Entry> entries = new ArrayList<>();

  /// @param css the classes of the sign, as in the picture
  /// @param height of a box; 0 for what is no box
  record Entry(String css, int height, String meaning) {
    /// Around the middle of a line, from 0 to [#SIGN].
    void drawSign(Markup svg) {
      svg.open("g", "class", css);
      switch (css) {
        case "arrow wakes", "arrow cancels", "arrow blocks" -> {
          String head = "url(#head-" + css.substring("arrow ".length()) + ")";
          svg.empty("path", "class", css, "d", "M0 0 L20 0", "marker-end", head);
        }
        case "end done", "end cancelled", "end failed" -> {
          svg.open("g", "transform", "translate(12,0)");
          Outcomes.draw(svg, css.substring("end ".length()));
          svg.close();
        }
        default -> svg.empty("rect", "y", -height / 2.0, "width", SIGN, "height", height, "rx", 2);
      }
      svg.close();
    }
  }

  /// Which of the arrows can be seen.
  enum Arrows {
    ALL,
    SOME,
    NONE
  }

  Legend(List<Timeline> timelines, Arrows shown) {
    Set<State> states = EnumSet.noneOf(State.class);
    Set<String> ends = new TreeSet<>();
    for (Timeline timeline : timelines) {
      timeline.lanes().stream()
          .flatMap(lane -> lane.segments().stream())
          .forEach(segment -> states.add(segment.state()));
      timeline.lanes().stream()
          .filter(lane -> !lane.outcome().isEmpty())
          .map(Wording::kindOf)
          .forEach(ends::add);
    }
    for (State state : states) {
      int height = state == State.READY ? 6 : state.runs() ? 13 : 11;
      entries.add(new Entry(Wording.cssClass(state), height, Wording.meaning(state)));
    }
    addIf(timelines, part -> part.mostReady() >= Layout.MANY_READY, "queue", "how many are ready");
    addIf(timelines, part -> !Counter.in(part).isEmpty(), "level", "items in it, or permits free");
    if (shown != Arrows.NONE) {
      String where = shown == Arrows.SOME ? ", where you point" : "";
      addIf(timelines, part -> hasArrow(part, false), "arrow wakes", "wakes" + where);
      addIf(timelines, part -> hasArrow(part, true), "arrow cancels", "cancels" + where);
    }
    addIf(timelines, Legend::hasRing, "arrow blocks", "waits for, for ever");
    for (String end : List.of("done", "cancelled", "failed")) {
      if (ends.contains(end)) {
        entries.add(new Entry("end " + end, 0, end));
      }
    }
  }

  private void addIf(
      List<Timeline> timelines, Predicate<Timeline> uses, String css, String meaning) {
    if (timelines.stream().anyMatch(uses)) {
      entries.add(new Entry(css, 9, meaning));
    }
  }

  private static boolean hasArrow(Timeline timeline, boolean cancels) {
    return timeline.arrows().stream().anyMatch(arrow -> arrow.cancels() == cancels);
  }

  private static boolean hasRing(Timeline timeline) {
    return timeline.stuck().stream().anyMatch(one -> one.ring().size() > 1);
  }

  List<Entry> entries() {
    return entries;
  }
}
