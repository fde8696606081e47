package dev.baton.scraper.cli;

import dev.baton.scraper.output.PageFormat;
import dev.baton.terminal.SafeText;
import java.util.Locale;

/// Finds the format that a file is to have.
final class Formats {
  private Formats() {}

  /// @param option null: as the file's name ends
  /// @param file null: there is none
  /// @throws IllegalArgumentException in one sentence if there is no such format
  static PageFormat choose(String option, String file) {
    String text = option == null ? ending(file) : option;
    return PageFormat.of(text)
        .filter(format -> format != PageFormat.STDOUT)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--format must be jsonl, csv or sqlite, got " + SafeText.escape(text, 60)));
  }

  private static String ending(String file) {
    String name = file == null ? "" : file.toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv")) {
      return PageFormat.CSV.text();
    }
    return name.endsWith(".sqlite") || name.endsWith(".db")
        ? PageFormat.SQLITE.text()
        : PageFormat.JSON_LINES.text();
  }
}
