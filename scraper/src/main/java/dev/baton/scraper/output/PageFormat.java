package dev.baton.scraper.output;

import dev.baton.scraper.PageRow;
import dev.baton.terminal.SafeText;
import java.util.Arrays;
import java.util.Optional;

/// What becomes of the pages of a crawl.
public enum PageFormat {
  /// Lines of JSON in a file: see [JsonLines].
  JSON_LINES("jsonl"),

  /// A file of comma-separated values.
  CSV("csv"),

  /// Tables in the job's own database, from which a file is made by `export`.
  SQLITE("sqlite"),

  /// Lines of JSON on stdout, where they cannot be taken back: a page may come twice when the crawl
  /// is stopped and goes on.
  STDOUT("stdout");

  private final String text;

  PageFormat(String text) {
    this.text = text;
  }

  /// What users and settings call it.
  public String text() {
    return text;
  }

  /// The one with this name; empty if there is none.
  public static Optional<PageFormat> of(String text) {
    return Arrays.stream(values()).filter(format -> format.text.equals(text)).findFirst();
  }

  /// What the file begins with.
  String head() {
    return this == CSV ? CsvLines.head() + "\n" : "";
  }

  /// The line of a page, safe to show, with its line break.
  String line(PageRow page) {
    return this == CSV ? CsvLines.line(page) + "\n" : safe(JsonLines.line(page));
  }

  /// Reads a line of a page again.
  ///
  /// @throws RuntimeException if it is none
  PageRow page(String line) {
    return this == CSV ? CsvLines.page(line) : JsonLines.page(line);
  }

  static String safe(String line) {
    return SafeText.escape(line) + "\n";
  }
}
