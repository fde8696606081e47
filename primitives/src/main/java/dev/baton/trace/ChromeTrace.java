package dev.baton.trace;

import dev.baton.trace.Timeline.Lane;
import dev.baton.trace.Timeline.Segment;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Writes traces in the format of Chrome's tracing, which Perfetto (ui.perfetto.dev) reads as well:
/// it shows all that was recorded, however much.
///
/// A loop is a process, a task a thread of it. See the "Trace Event Format" of the Chromium
/// project.
final class ChromeTrace {
  private final Appendable out;
  private boolean begun;
  private long arrows;

  private ChromeTrace(Appendable out) {
    this.out = out;
  }

  static void write(String title, List<Trace> traces, Appendable out) throws IOException {
    ChromeTrace writer = new ChromeTrace(out);
    Map<String, Object> about = new LinkedHashMap<>(Map.of("title", title));
    long dropped = traces.stream().mapToLong(Trace::dropped).sum();
    if (dropped > 0) {
      about.put("droppedEvents", dropped);
    }
    out.append("{\"displayTimeUnit\":\"ms\",\"otherData\":");
    out.append(Json.of(about)).append(",\"traceEvents\":[");
    for (int i = 0; i < traces.size(); i++) {
      writer.part(i + 1, title, traces.get(i));
    }
    out.append("\n]}\n");
  }

  private void part(int loop, String title, Trace trace) throws IOException {
    String name = trace.heading().isEmpty() ? title : trace.heading();
    put(meta("process_name", loop, 0, "name", name));
    put(meta("thread_name", loop, 0, "name", "event loop"));
    for (TracedTask task : trace.tasks()) {
      put(meta("thread_name", loop, task.number(), "name", task.name()));
      put(meta("thread_sort_index", loop, task.number(), "sort_index", task.number()));
    }
    Timeline timeline = Layout.of(trace, Integer.MAX_VALUE, Integer.MAX_VALUE);
    for (Lane lane : timeline.lanes()) {
      for (Segment segment : lane.segments()) {
        put(segment(loop, timeline, lane, segment));
      }
    }
    for (TraceEvent event : trace.events()) {
      moment(loop, event);
    }
  }

  private static Map<String, Object> meta(
      String what, int loop, int task, String key, Object value) {
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put("name", what);
    meta.put("ph", "M");
    meta.put("pid", loop);
    meta.put("tid", task);
    meta.put("args", Map.of(key, value));
    return meta;
  }

  private static Map<String, Object> segment(
      int loop, Timeline timeline, Lane lane, Segment segment) {
    String state = segment.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String label = segment.label().isEmpty() ? state : segment.label();
    Map<String, Object> event = event("X", label, loop, lane.task());
    event.put("cat", state);
    event.put("ts", micros(timeline.steps().get(segment.from())));
    event.put("dur", micros(timeline.nanos(segment)));
    event.put("args", Map.of("step", segment.from() + 1, "at", Texts.withoutFolder(segment.at())));
    return event;
  }

  private void moment(int loop, TraceEvent event) throws IOException {
    switch (event.kind()) {
      case WAKE, CANCEL -> {
        if (event.other() > 0) {
          arrow(loop, event);
        }
      }
      case CHANGE, ACQUIRE, RELEASE -> {
        Optional<TracedThing.Amount> amount = event.thing().amount();
        if (amount.isPresent()) {
          Map<String, Object> counter = event("C", event.thing().title(), loop, event.task());
          counter.put("ts", micros(event.nanos()));
          counter.put("args", Map.of("n", amount.get().count()));
          put(counter);
        }
      }
      case PRINT, REPORT, STOP -> {
        Map<String, Object> instant = event("i", event.text(), loop, event.task());
        instant.put("ts", micros(event.nanos()));
        instant.put("s", "t");
        put(instant);
      }
      default -> {
        // drawn already
      }
    }
  }

  private void arrow(int loop, TraceEvent event) throws IOException {
    String name = event.kind() == TraceEvent.Kind.WAKE ? "wakes" : "cancels";
    long id = ++arrows;
    for (String end : List.of("s", "f")) {
      Map<String, Object> arrow =
          event(end, name, loop, end.equals("s") ? event.other() : event.task());
      arrow.put("cat", "arrow");
      arrow.put("id", id);
      arrow.put("ts", micros(event.nanos()));
      if (end.equals("f")) {
        arrow.put("bp", "e");
      }
      put(arrow);
    }
  }

  private static Map<String, Object> event(String phase, String name, int loop, int task) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("name", name);
    event.put("ph", phase);
    event.put("pid", loop);
    event.put("tid", task);
    return event;
  }

  private static BigDecimal micros(long nanos) {
    return BigDecimal.valueOf(nanos, 3);
  }

  private void put(Map<String, Object> event) throws IOException {
    out.append(begun ? ",\n" : "\n").append(Json.of(event));
    begun = true;
  }
}
