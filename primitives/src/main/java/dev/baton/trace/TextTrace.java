package dev.baton.trace;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// Writes traces as lines of text.
///
/// ```console
///     0.000  main     runs
///     0.000  main     starts child-1
///     0.000  main     waits for task "child-1"                  L01Tasks.java:38
/// ```
final class TextTrace {
  private TextTrace() {}

  static void write(String title, List<Trace> traces, Appendable out) throws IOException {
    out.append(Texts.visible(title)).append('\n');
    int width =
        traces.stream()
            .flatMap(trace -> trace.tasks().stream())
            .mapToInt(task -> task.name().length())
            .max()
            .orElse(0);
    for (Trace trace : traces) {
      write(trace, Math.clamp(width, 4, 30), out);
    }
  }

  private static void write(Trace trace, int width, Appendable out) throws IOException {
    if (!trace.heading().isEmpty()) {
      out.append("\n-- ").append(Texts.visible(trace.heading())).append('\n');
    }
    for (TraceEvent event : trace.events()) {
      line(trace, event, width, out);
    }
    if (trace.dropped() > 0) {
      out.append("... and ").append(Texts.count(trace.dropped(), "more event")).append('\n');
    }
  }

  private static void line(Trace trace, TraceEvent event, int width, Appendable out)
      throws IOException {
    boolean starts = event.kind() == TraceEvent.Kind.SPAWN && event.other() > 0;
    String who = trace.nameOf(starts ? event.other() : event.task());
    String line =
        String.format(
            Locale.ROOT,
            "%9.3f  %-" + width + "s  %-40s  %s",
            event.nanos() / 1e9,
            Texts.visible(who),
            Texts.visible(action(trace, event)),
            Texts.visible(Texts.withoutFolder(event.at())));
    out.append(line.stripTrailing()).append('\n');
  }

  private static String action(Trace trace, TraceEvent event) {
    String by = event.other() == 0 ? "" : " by " + trace.nameOf(event.other());
    return switch (event.kind()) {
      case SPAWN -> event.other() == 0 ? "is started" : "starts " + trace.nameOf(event.task());
      case RUN -> "runs";
      case SUSPEND -> event.thing() == null ? "lets others run" : "waits for " + event.text();
      case WAKE -> "is woken" + by;
      case CANCEL -> "is asked to stop" + by;
      case END -> event.text().equals("done") ? "is done" : "ends: " + event.text();
      case IDLE -> "has nothing to do";
      case BUSY -> "goes on";
      case ACQUIRE -> "takes " + event.text();
      case RELEASE -> "gives back " + event.text();
      case CHANGE -> "changes " + event.text();
      case PRINT -> "prints: " + event.text();
      case REPORT -> "has probably made a mistake: " + event.text();
      case STOP -> "gives up: " + event.text();
    };
  }
}
