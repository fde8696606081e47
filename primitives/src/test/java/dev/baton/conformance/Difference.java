package dev.baton.conformance;

import dev.baton.conformance.Program.Entry;
import java.util.List;
import java.util.Optional;

/// Shows two traces side by side, and marks the first entry that differs.
final class Difference {
  private static final String MARK = "-> ";
  private static final String NOTHING = "(nothing)";

  private Difference() {}

  /// Empty if the traces are the same.
  static Optional<String> between(List<Entry> expected, List<Entry> actual) {
    return expected.equals(actual) ? Optional.empty() : Optional.of(show(expected, actual));
  }

  private static String show(List<Entry> expected, List<Entry> actual) {
    int rows = Math.max(expected.size(), actual.size());
    int first = firstDifference(expected, actual);
    String left = "CPython";
    int width = left.length();
    for (Entry entry : expected) {
      width = Math.max(width, entry.toString().length());
    }
    StringBuilder text = new StringBuilder();
    text.append(row("   ", left, width, "Baton"));
    for (int i = 0; i < rows; i++) {
      text.append(row(i == first ? MARK : "   ", at(expected, i), width, at(actual, i)));
    }
    return text.toString();
  }

  private static int firstDifference(List<Entry> expected, List<Entry> actual) {
    int i = 0;
    while (at(expected, i).equals(at(actual, i))) {
      i++;
    }
    return i;
  }

  private static String at(List<Entry> entries, int i) {
    return i < entries.size() ? entries.get(i).toString() : NOTHING;
  }

  private static String row(String mark, String left, int width, String right) {
    return mark + left + " ".repeat(Math.max(0, width - left.length())) + "  |  " + right + "\n";
  }
}
