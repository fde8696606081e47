package dev.baton.scraper.tour;

import dev.baton.terminal.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What was found, as lines for people: no wider than 100 columns.
public final class FindingsTable {
  private static final int WIDTH = 100;
  private static final String LEAD = "  ✓ ";

  private FindingsTable() {}

  /// A heading for each part, a line for each finding, and below it what is wrong.
  public static List<String> lines(List<Finding> findings) {
    int column = findings.stream().mapToInt(each -> each.what().length()).max().orElse(0) + 2;
    List<String> lines = new ArrayList<>();
    Should section = null;
    for (Finding finding : findings) {
      if (!Objects.equals(section, finding.should())) {
        section = finding.should();
        lines.add(section.heading());
      }
      lines.add(line(finding, column));
      finding.wrong().forEach(sentence -> lines.add("      " + cut(sentence, WIDTH - 6)));
    }
    return lines;
  }

  private static String line(Finding finding, int column) {
    String what = finding.what() + " ".repeat(column - finding.what().length());
    String text = cut(finding.text(), WIDTH - LEAD.length() - column);
    return (finding.isRight() ? LEAD : "  ✗ ") + what + text;
  }

  /// Titles and reasons come from pages.
  private static String cut(String text, int most) {
    return SafeText.escape(text, most);
  }
}
