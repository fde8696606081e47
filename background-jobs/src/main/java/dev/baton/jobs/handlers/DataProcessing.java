package dev.baton.jobs.handlers;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.baton.Blocking;
import dev.baton.Suspends;
import dev.baton.jobs.Attempt;
import dev.baton.jobs.Handler;
import dev.baton.jobs.Outcome;
import dev.baton.jobs.Text;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/// Reads a CSV file, keeps the rows that a filter accepts, adds up a column by group, and writes
/// the sums as CSV.
///
/// Running it twice gives the same file twice, and the file is replaced in one step: a job that was
/// killed half-way has done nothing. Rows are read one by one, so the size of the input does not
/// matter, only the number of groups.
final class DataProcessing implements Handler<ProcessArgs> {
  /// The most characters between two separators.
  private static final int MAX_FIELD = 1 << 20;

  /// How many rows are read between two looks at whether anybody still waits.
  private static final int ROWS_A_LOOK = 4096;

  @Override
  @Suspends
  public Outcome handle(Attempt<ProcessArgs> attempt) throws Exception {
    try {
      Blocking.call(() -> process(attempt.args(), attempt.key()));
      return new Outcome.Done();
    } catch (BadDataException bad) {
      return new Outcome.Dead(bad.getMessage());
    } catch (CsvParseException malformed) {
      return new Outcome.Dead("the input is not CSV: " + malformed.getMessage());
    } catch (NoSuchFileException missing) {
      return new Outcome.Retry("there is no " + missing.getFile());
    } catch (IOException | UncheckedIOException failure) {
      return new Outcome.Retry(Text.reason(failure));
    }
  }

  // --- outside the loop

  private static void process(ProcessArgs args, String key) throws IOException, BadDataException {
    GroupSums sums = new GroupSums();
    read(args, sums);
    AtomicFile.<RuntimeException>replace(
        args.output(), key, draft -> write(args, sums.sums(), draft));
  }

  private static void read(ProcessArgs args, GroupSums sums) throws IOException, BadDataException {
    requireFile(args.input());
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder()
            .maxBufferSize(MAX_FIELD)
            .detectBomHeader(true)
            .extraFieldStrategy(FieldMismatchStrategy.STRICT)
            .missingFieldStrategy(FieldMismatchStrategy.STRICT)
            .ofNamedCsvRecord(args.input())) {
      long count = 0;
      for (NamedCsvRecord row : rows) {
        if (++count % ROWS_A_LOOK == 0 && Thread.interrupted()) {
          throw new InterruptedIOException("stopped after " + count + " rows");
        }
        if (accepts(args, row)) {
          sums.add(field(row, args.groupBy()), field(row, args.sum()), row.getStartingLineNumber());
        }
      }
    }
  }

  /// Not a pipe or a device, which might never end.
  private static void requireFile(Path input) throws NoSuchFileException, BadDataException {
    if (Files.exists(input) && !Files.isRegularFile(input)) {
      throw new BadDataException("the input is no file but something else: " + input);
    }
  }

  private static boolean accepts(ProcessArgs args, NamedCsvRecord row) throws BadDataException {
    if (args.filter().isEmpty()) {
      return true;
    }
    RowFilter filter = args.filter().get();
    return filter.accepts(field(row, filter.column()));
  }

  private static String field(NamedCsvRecord row, String column) throws BadDataException {
    return row.findField(column)
        .orElseThrow(
            () ->
                new BadDataException(
                    "the input has no column \"%s\"; it has %s"
                        .formatted(column, row.getHeader())));
  }

  private static void write(ProcessArgs args, Map<String, BigDecimal> sums, Path file)
      throws IOException {
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file)) {
      csv.writeRecord(args.groupBy(), args.sum());
      sums.forEach((group, sum) -> csv.writeRecord(group, sum.toPlainString()));
    }
  }
}
