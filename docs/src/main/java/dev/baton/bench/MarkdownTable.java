package dev.baton.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Tables that can be read as text and as Markdown.
public final class MarkdownTable {
  private MarkdownTable() {}

  /// The first column is aligned to the left, the others to the right.
  public static String text(List<String> head, List<List<String>> lines) {
    List<List<String>> all = new ArrayList<>();
    all.add(head);
    all.addAll(lines);
    int[] widths =
        IntStream.range(0, head.size())
            .map(i -> all.stream().mapToInt(line -> line.get(i).length()).max().orElse(0))
            .toArray();
    List<String> text = new ArrayList<>();
    text.add(line(head, widths));
    text.add(rule(widths));
    lines.forEach(line -> text.add(line(line, widths)));
    return String.join("\n", text);
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder("|");
    for (int i = 0; i < widths.length; i++) {
      String format = i == 0 ? " %-" + widths[i] + "s |" : " %" + widths[i] + "s |";
      line.append(widths[i] == 0 ? "  |" : format.formatted(cells.get(i)));
    }
    return line.toString();
  }

  private static String rule(int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(i -> "-".repeat(widths[i] + 1) + (i == 0 ? "-" : ":"))
        .collect(Collectors.joining("|", "|", "|"));
  }
}
