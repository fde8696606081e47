package dev.baton.jobs.handlers;

import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.baton.Blocking;
import dev.baton.Suspends;
import dev.baton.jobs.Attempt;
import dev.baton.jobs.Handler;
import dev.baton.jobs.Outcome;
import dev.baton.jobs.Reason;
import dev.baton.program.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Reads a CSV file, keeps the rows that a filter accepts, adds up a column by group, and writes
/// the sums as CSV.
///
/// Running it twice gives the same file twice, and the file is replaced in one step: a job that was
/// killed half-way has done nothing. Rows are read one by one, so the size of the input does not
/// matter, only the number of groups.
final class DataProcessing implements Handler<ProcessArgs> {
  /// How many rows are read between two looks at whether anybody still waits.
  private static final int ROWS_A_LOOK = 4096;

  @Override
  @Suspends
  public Outcome handle(Attempt<ProcessArgs> attempt) {
    try {
      Blocking.call(() -> process(attempt.args(), attempt.key()));
      return new Outcome.Done();
    } catch (IOException failure) {
      return outcome(failure);
    }
  }

  private static Outcome outcome(IOException failure) {
    return switch (failure) {
      case BadDataException bad -> new Outcome.Dead(bad.getMessage());
      default -> Outcome.failed(failure, () -> Reason.of(failure));
    };
  }

  // --- outside the loop

  private static void process(ProcessArgs args, String key) throws IOException {
    requireFile("input", args.input());
    requireFile("output", args.output());
    GroupSums sums = new GroupSums();
    try (InputStream bytes = Files.newInputStream(args.input());
        CsvRows rows = new CsvRows(Bom.reader(bytes, args.charset()))) {
      add(args, rows, sums);
    }
    AtomicFile.<RuntimeException>replace(
        args.output(), key, draft -> write(args, sums.sums(), draft));
  }

  /// Not a folder, and not a pipe or a device, which might never end or must not be replaced.
  private static void requireFile(String name, Path file) throws BadDataException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new BadDataException("the %s is no file but something else: %s".formatted(name, file));
    }
  }

  private static void add(ProcessArgs args, CsvRows rows, GroupSums sums) throws IOException {
    Columns columns = Columns.find(args, rows.head());
    long count = 0;
    for (Optional<CsvRecord> row; (row = rows.next()).isPresent(); ) {
      if (++count % ROWS_A_LOOK == 0 && Thread.interrupted()) {
        throw new InterruptedIOException("stopped after " + count + " rows");
      }
      columns.add(row.get(), sums);
    }
  }

  /// Where in a row the columns are that count.
  private record Columns(int group, int sum, Predicate<CsvRecord> filter) {
    static Columns find(ProcessArgs args, List<String> head) throws BadDataException {
      Predicate<CsvRecord> filter = _ -> true;
      if (args.filter().isPresent()) {
        RowFilter filters = args.filter().get();
        int column = find(filters.column(), head);
        filter = row -> filters.accepts(row.getField(column));
      }
      return new Columns(find(args.groupBy(), head), find(args.sum(), head), filter);
    }

    private static int find(String column, List<String> head) throws BadDataException {
      int at = head.indexOf(column);
      if (at < 0 || head.lastIndexOf(column) != at) {
        throw new BadDataException(
            "the input has %s column \"%s\"; it has %s"
                .formatted(at < 0 ? "no" : "more than one", column, head));
      }
      return at;
    }

    /// Adds up a row that counts.
    void add(CsvRecord row, GroupSums sums) throws BadDataException {
      if (filter.test(row)) {
        sums.add(row.getField(group), row.getField(sum), row.getStartingLineNumber());
      }
    }
  }

  private static void write(ProcessArgs args, Map<String, BigDecimal> sums, Path file)
      throws IOException {
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file)) {
      csv.writeRecord(args.groupBy(), args.sum());
      sums.forEach((group, sum) -> csv.writeRecord(group, sum.toPlainString()));
    }
  }
}
