package dev.baton.look;

import dev.baton.look.TaskWatch.State;
import java.util.Locale;
import java.util.OptionalInt;

/// Writes a look down for programs: an object on each line, which says its `type`. Times are in
/// seconds. The text is plain ASCII.
final class JsonView {
  private JsonView() {}

  static String of(ProcessView process) {
    StringBuilder out = new StringBuilder();
    line(process, out).number("loops", process.loops().size()).end();
    int number = 0;
    for (LoopView loop : process.loops()) {
      write(++number, loop, out);
    }
    return out.toString();
  }

  /// One of many processes: its loops and tasks are only counted.
  static String of(ProcessView process, int loops, int tasks) {
    StringBuilder out = new StringBuilder();
    line(process, out).number("loops", loops).number("tasks", tasks).end();
    return out.toString();
  }

  private static Line line(ProcessView process, StringBuilder out) {
    return line(out)
        .text("type", "process")
        .number("pid", process.pid())
        .text("program", process.program())
        .seconds("up", process.age());
  }

  private static void write(int number, LoopView loop, StringBuilder out) {
    Line line =
        line(out)
            .text("type", "loop")
            .number("loop", number)
            .text("thread", loop.thread())
            .seconds("up", loop.age())
            .number("tasks", loop.tasks());
    if (loop.blocked().isPresent()) {
      line.text("blocked", loop.blocked().get()).end();
      return;
    }
    line.number("ready", loop.ready()).decimal("busy", loop.busy()).end();
    loop.rows().forEach(row -> write(number, row, out));
  }

  private static void write(int loop, Row row, StringBuilder out) {
    switch (row) {
      case Row.OfTask task ->
          place(line(out).text("type", "task"), loop, row)
              .number("task", task.number())
              .text("name", task.name())
              .text("state", word(task.state()))
              .seconds("for", task.age())
              .seconds("ran", task.ran())
              .text("cancelling", task.cancelling() ? "yes" : "")
              .text("waitsFor", task.waitsFor())
              .text("at", task.at())
              .end();
      case Row.OfGroup group ->
          place(line(out).text("type", "group"), loop, row).number("tasks", group.tasks()).end();
      case Row.More more ->
          place(line(out).text("type", "more"), loop, row)
              .number("tasks", more.tasks())
              .number("below", more.below())
              .text("state", word(more.state()))
              .text("waitsFor", more.waitsFor())
              .end();
    }
  }

  private static Line place(Line line, int loop, Row row) {
    return line.number("loop", loop).number("depth", row.depth()).number("parent", row.parent());
  }

  private static String word(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static Line line(StringBuilder out) {
    return new Line(out);
  }

  /// An object that grows; what is empty is left out.
  private static final class Line {
    private final StringBuilder out;
    private String separator = "{";

    Line(StringBuilder out) {
      this.out = out;
    }

    Line text(String name, String value) {
      if (!value.isEmpty()) {
        name(name);
        quote(value);
      }
      return this;
    }

    Line number(String name, long value) {
      name(name).append(value);
      return this;
    }

    Line number(String name, OptionalInt value) {
      value.ifPresent(number -> number(name, number));
      return this;
    }

    Line seconds(String name, long nanos) {
      return decimal(name, nanos / 1e9);
    }

    Line decimal(String name, double value) {
      name(name).append(String.format(Locale.ROOT, "%.6f", value));
      return this;
    }

    void end() {
      out.append("}\n");
    }

    private StringBuilder name(String name) {
      out.append(separator);
      separator = ",";
      quote(name);
      return out.append(':');
    }

    private void quote(String text) {
      out.append('"');
      for (char c : text.toCharArray()) {
        if (c == '"' || c == '\\') {
          out.append('\\').append(c);
        } else if (c >= ' ' && c < 0x7F) {
          out.append(c);
        } else {
          out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        }
      }
      out.append('"');
    }
  }
}
