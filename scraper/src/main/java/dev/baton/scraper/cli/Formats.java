package dev.baton.scraper.cli;

import dev.baton.scraper.output.PageFormat;
import dev.baton.terminal.SafeText;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Finds the format that a file is to have.
final class Formats {
  private static final Set<String> KNOWN = Set.of("jsonl", "ndjson", "json", "csv", "sqlite", "db");

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

  /// Says that the end of a file's name was not understood; empty if it was.
  ///
  /// @param option null: as the file's name ends
  static Optional<String> remark(String option, Path file) {
    String name = file.toString();
    String end = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('/')) + 1);
    boolean isKnown = KNOWN.contains(end.toLowerCase(Locale.ROOT)) || !name.endsWith("." + end);
    return option != null || isKnown
        ? Optional.empty()
        : Optional.of(
            "%s gets lines of JSON, since .%s is no format that is known; there are .jsonl, .csv"
                    .formatted(name, end)
                + " and, for export, .sqlite");
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
