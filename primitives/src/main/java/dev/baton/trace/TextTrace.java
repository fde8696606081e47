package dev.baton.trace;

import java.io.IOException;
import java.util.Locale;

/// Writes a trace as lines of text: what a task runner would tell.
///
/// ```
///   0.000  main      runs
///   0.000  main      starts child-1
///   0.000  main      waits for the clock                 L01Tasks.java:21
/// ```
final class TextTrace {
  private TextTrace() {}

  static void write(Trace trace, Appendable out) throws IOException {
    int width = trace.tasks().stream().mapToInt(task -> task.name().length()).max().orElse(4);
    out.append(trace.title()).append('\n');
    for (TraceEvent event : trace.events()) {
      String deed = deed(trace, event);
      String who = trace.nameOf(event.task());
      String line =
          String.format(
              Locale.ROOT,
              "%9.3f  %-" + width + "s  %-40s  %s",
              event.nanos() / 1e9,
              who,
              deed,
              event.at());
      out.append(line.stripTrailing()).append('\n');
    }
    if (trace.dropped() > 0) {
      out.append("... and ").append(String.valueOf(trace.dropped())).append(" more events\n");
    }
  }

  private static String deed(Trace trace, TraceEvent event) {
    String by = event.other() == 0 ? "" : " by " + trace.nameOf(event.other());
    return switch (event.kind()) {
      case SPAWN -> "is started" + by;
      case RUN -> "runs";
      case SUSPEND -> event.text().isEmpty() ? "lets others run" : "waits for " + event.text();
      case WAKE -> "is woken" + by;
      case CANCEL -> "is asked to stop" + by;
      case END -> event.text().equals("done") ? "is done" : "ends: " + event.text();
      case IDLE -> "has nothing to do";
      case BUSY -> "goes on";
      case ACQUIRE -> "takes " + event.text();
      case RELEASE -> "gives back " + event.text();
      case CHANGE -> "changes " + event.text();
      case PRINT -> "prints: " + event.text();
    };
  }
}
