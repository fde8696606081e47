package dev.baton.scraper.output;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.baton.scraper.PageRow;
import dev.baton.terminal.SafeText;
import java.io.StringWriter;
import java.util.List;

/// The pages as CSV with a head: the fields of [JsonLines], the links with a space in between, an
/// empty field for null. Each page is one line.
///
/// Text from a page that a spreadsheet would take for a formula gets an apostrophe before it, as
/// OWASP advises.
final class CsvLines {
  private static final List<String> HEAD =
      List.of("url", "status", "title", "links", "ms", "error", "depth", "usage");

  private static final String FORMULA = "=+-@\t\r";

  private static final CsvWriter.CsvWriterBuilder CSV =
      CsvWriter.builder().bufferSize(0).lineDelimiter(LineDelimiter.LF);

  private CsvLines() {}

  /// The first line, without its line break.
  static String head() {
    return line(HEAD);
  }

  /// The line of a page, without its line break.
  static String line(PageRow page) {
    return line(
        List.of(
            page.url(),
            page.status() == 0 ? "" : Integer.toString(page.status()),
            text(page.title()),
            String.join(" ", page.links()),
            Long.toString(page.millis()),
            text(page.error()),
            Integer.toString(page.depth()),
            text(page.usage())));
  }

  private static String line(List<String> fields) {
    StringWriter line = new StringWriter();
    CSV.build(line).writeRecord(fields);
    return line.getBuffer().substring(0, line.getBuffer().length() - 1);
  }

  private static String text(String text) {
    if (text == null) {
      return "";
    }
    String safe = SafeText.escape(text);
    boolean isFormula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    return isFormula ? "'" + safe : safe;
  }
}
