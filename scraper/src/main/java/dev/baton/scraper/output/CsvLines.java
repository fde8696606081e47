package dev.baton.scraper.output;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.baton.scraper.PageRow;
import dev.baton.terminal.SafeText;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Pattern;

/// The pages as CSV with a head: the fields of [JsonLines], the links with a space in between, an
/// empty field for null. Each page is one line.
///
/// Text from a page that a spreadsheet would take for a formula gets an apostrophe before it, as
/// OWASP advises.
final class CsvLines {
  private static final List<String> HEAD =
      List.of("url", "status", "title", "links", "ms", "error", "depth", "usage", "type");

  private static final CsvWriter.CsvWriterBuilder CSV =
      CsvWriter.builder().bufferSize(0).lineDelimiter(LineDelimiter.LF);

  /// How it begins, and the escapes of tab and carriage return, which some skip.
  private static final String FORMULA = "([=+@-]|\\\\u000[9d])";

  private static final Pattern FORMULA_FIRST = Pattern.compile(FORMULA);
  private static final Pattern ESCAPED_FORMULA_FIRST = Pattern.compile("'" + FORMULA);

  /// The most characters of a field: so many links with so long URLs.
  private static final int MAX_FIELD = 1 << 25;

  private static final CsvReader.CsvReaderBuilder READER =
      CsvReader.builder().maxBufferSize(MAX_FIELD);

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
            text(page.usage()),
            text(page.type())));
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
    return FORMULA_FIRST.matcher(safe).lookingAt() ? "'" + safe : safe;
  }

  /// Reads a line again. An empty text is as none.
  ///
  /// @throws IllegalArgumentException if it is no line of a page
  static PageRow page(String line) {
    CsvRecord record = READER.ofSingleCsvRecord(line);
    int count = record.getFieldCount();
    if (count != HEAD.size() && count != HEAD.size() - 1) { // there was no type once
      throw new IllegalArgumentException("a page has %d fields".formatted(HEAD.size()));
    }
    List<String> fields = record.getFields();
    String links = fields.get(3);
    return new PageRow(
        fields.get(0),
        fields.get(1).isEmpty() ? 0 : Integer.parseInt(fields.get(1)),
        textOf(fields.get(2)),
        links.isEmpty() ? List.of() : List.of(links.split(" ")),
        Long.parseLong(fields.get(4)),
        textOf(fields.get(5)),
        Integer.parseInt(fields.get(6)),
        textOf(fields.get(7)),
        count == HEAD.size() ? textOf(fields.get(8)) : null);
  }

  private static String textOf(String cell) {
    if (cell.isEmpty()) {
      return null;
    }
    return ESCAPED_FORMULA_FIRST.matcher(cell).lookingAt() ? cell.substring(1) : cell;
  }
}
