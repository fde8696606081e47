package dev.baton.jobs.handlers;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// The rows of a CSV input, one by one: each has as many fields as the head.
final class CsvRows implements AutoCloseable {
  /// The most characters between two separators.
  private static final int MAX_FIELD = 1 << 20;

  private static final CsvReader.CsvReaderBuilder CSV =
      CsvReader.builder()
          .maxBufferSize(MAX_FIELD)
          .allowUnclosedQuote(false)
          .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
          .missingFieldStrategy(FieldMismatchStrategy.IGNORE);

  private final CsvReader<CsvRecord> reader;
  private final Iterator<CsvRecord> rows;
  private final List<String> head;

  /// Where the row before begins.
  private long line;

  /// @throws BadDataException if it has no head
  CsvRows(Reader input) throws IOException {
    reader = CSV.ofCsvRecord(input);
    rows = reader.iterator();
    head =
        read()
            .orElseThrow(
                () ->
                    new BadDataException(
                        "the input is empty; it needs a first line with the columns' names"))
            .getFields();
  }

  /// The columns' names.
  List<String> head() {
    return head;
  }

  /// The next row; empty at the end.
  ///
  /// @throws BadDataException if it is not as it should be
  Optional<CsvRecord> next() throws IOException {
    Optional<CsvRecord> row = read();
    if (row.isPresent() && row.get().getFieldCount() != head.size()) {
      throw new BadDataException(
          "line %,d of the input has %,d fields, and the first line has %,d; correct it"
              .formatted(line, row.get().getFieldCount(), head.size()));
    }
    return row;
  }

  private Optional<CsvRecord> read() throws IOException {
    try {
      Optional<CsvRecord> row = rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
      row.ifPresent(it -> line = it.getStartingLineNumber());
      return row;
    } catch (CsvParseException malformed) {
      throw notCsv();
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }

  /// The library knows more, but only as a text of its own.
  private BadDataException notCsv() {
    return new BadDataException(
        "the input is not CSV behind line %,d: a quote is not closed, text follows behind one, or a field is longer than %,d characters; correct it"
            .formatted(line, MAX_FIELD));
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
