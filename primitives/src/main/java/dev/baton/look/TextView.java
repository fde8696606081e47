package dev.baton.look;

import dev.baton.terminal.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Writes a look down for people: a table for each loop, with the tree in its first column.
final class TextView {
  /// A column is as wide as what is in it, up to this.
  private static final int WIDEST = 60;

  private static final List<String> HEAD =
      List.of("TASK", "STATE", "FOR", "RAN", "WAITS FOR", "AT");

  private TextView() {}

  /// @param width longer lines are cut
  static String of(ProcessView process, int width) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "process %d, %s, up %s%s"
            .formatted(
                process.pid(),
                process.program(),
                Figures.time(process.age()),
                process.loops().isEmpty() ? ": no loop runs" : ""));
    for (LoopView loop : process.loops()) {
      lines.add("");
      lines.addAll(lines(loop));
    }
    return lines.stream().map(line -> cut(line, width)).collect(Collectors.joining("\n"));
  }

  private static List<String> lines(LoopView loop) {
    List<String> lines = new ArrayList<>();
    String name = "loop on thread \"" + SafeText.escape(loop.thread(), Row.LONGEST_TEXT) + "\", ";
    String age = ", up " + Figures.time(loop.age());
    if (loop.blocked().isPresent()) {
      lines.add(name + count(loop.tasks()) + age + ": BLOCKED");
      lines.add("  " + loop.blocked().get());
      return lines;
    }
    int waiting = loop.tasks() - loop.ready();
    String states =
        ": " + Figures.count(loop.ready()) + " ready, " + Figures.count(waiting) + " waiting";
    lines.add(name + count(loop.tasks()) + states + age + busy(loop));
    lines.addAll(table(loop.rows()));
    return lines;
  }

  private static String busy(LoopView loop) {
    return String.format(Locale.ROOT, ", busy %.1f %%", 100 * loop.busy());
  }

  private static String count(int tasks) {
    return tasks == 1 ? "1 task" : Figures.count(tasks) + " tasks";
  }

  private static List<String> table(List<Row> rows) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(HEAD);
    rows.forEach(row -> cells.add(cells(row)));
    int[] widths = new int[HEAD.size()];
    for (List<String> line : cells) {
      for (int i = 0; i < widths.length && line.size() > 1; i++) {
        widths[i] = Math.max(widths[i], Math.min(line.get(i).length(), WIDEST));
      }
    }
    return cells.stream().map(line -> line(line, widths)).toList();
  }

  private static List<String> cells(Row row) {
    String indent = "  ".repeat(row.depth());
    return switch (row) {
      case Row.OfTask task ->
          List.of(
              indent + task.name(),
              task.cancelling() ? "cancelling" : task.state().name().toLowerCase(Locale.ROOT),
              Figures.time(task.age()),
              Figures.time(task.ran()),
              task.waitsFor(),
              task.at().isEmpty() ? "(not begun)" : task.at());
      case Row.OfGroup group -> List.of(indent + "group of " + count(group.tasks()));
      case Row.More more -> List.of(indent + "... and " + text(more));
    };
  }

  /// `9,990 more, all waiting for Semaphore "slots"`.
  private static String text(Row.More more) {
    String below = more.below() == 0 ? "" : " with " + Figures.count(more.below()) + " below";
    String state = more.state().name().toLowerCase(Locale.ROOT);
    String target = more.waitsFor().isEmpty() ? "" : " for " + more.waitsFor();
    String all = more.tasks() == 1 ? ", " : ", all ";
    return Figures.count(more.tasks()) + " more" + below + all + state + target;
  }

  /// A row of one cell may run over the other columns.
  private static String line(List<String> cells, int[] widths) {
    if (cells.size() == 1) {
      return cells.getFirst();
    }
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size() - 1; i++) {
      String cell = cut(cells.get(i), widths[i]);
      line.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
    }
    return line.append(cells.getLast()).toString();
  }

  private static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, Math.max(0, width - 3)) + "...";
  }
}
