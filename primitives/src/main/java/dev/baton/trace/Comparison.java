package dev.baton.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.baton.trace.TraceEvent.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Shows two runs above each other, and where they begin to differ.
///
/// ```java
/// Comparison.write(file, passing.withHeading("passes"), failing.withHeading("fails"));
/// ```
public final class Comparison {
  private Comparison() {}

  /// Writes a page that needs no network.
  ///
  /// @throws IOException if it cannot be written
  public static void write(Path file, Trace left, Trace right) throws IOException {
    List<Timeline> both = Layout.of(List.of(left, right));
    int first = firstDifference(left, right);
    boolean differ = first >= 0;
    List<String> notes = new ArrayList<>();
    notes.add(differ ? sentence(left, right, first) : "The two runs do not differ.");
    Timeline.shortfall(both).ifPresent(notes::add);
    String title = differ ? "Two runs, and where they begin to differ" : "Two runs of the same";
    Files.writeString(file, Page.of(title, both, notes, first, true), UTF_8);
  }

  /// The first step in which another task runs, or does something else; -1 if there is none.
  static int firstDifference(Trace left, Trace right) {
    List<List<String>> ours = steps(left);
    List<List<String>> theirs = steps(right);
    for (int step = 0; step < Math.min(ours.size(), theirs.size()); step++) {
      if (!ours.get(step).equals(theirs.get(step))) {
        return step;
      }
    }
    return ours.size() == theirs.size() ? -1 : Math.min(ours.size(), theirs.size());
  }

  /// What happens in each step, beginning with who runs.
  private static List<List<String>> steps(Trace trace) {
    List<List<String>> steps = new ArrayList<>();
    for (TraceEvent event : trace.events()) {
      if (event.beginsStep()) {
        steps.add(new ArrayList<>());
      }
      if (!steps.isEmpty()) {
        steps.getLast().add(action(trace, event));
      }
    }
    return steps;
  }

  private static String action(Trace trace, TraceEvent event) {
    return event.kind()
        + " "
        + trace.nameOf(event.task())
        + " "
        + trace.nameOf(event.other())
        + " "
        + event.text();
  }

  private static String sentence(Trace left, Trace right, int step) {
    String above = runner(left, step);
    String below = runner(right, step);
    return (step == 0 ? "" : "Both do the same up to step " + step + ". ")
        + "In step "
        + (step + 1)
        + (above.equals(below)
            ? " " + above + " in both, but not to the same effect."
            : ", " + above + " above, and " + below + " below.");
  }

  private static String runner(Trace trace, int step) {
    int seen = -1;
    for (TraceEvent event : trace.events()) {
      if (event.beginsStep()) {
        seen++;
      }
      if (seen == step) {
        return event.kind() == Kind.RUN ? trace.nameOf(event.task()) + " runs" : "the loop waits";
      }
    }
    return "everything has ended";
  }
}
