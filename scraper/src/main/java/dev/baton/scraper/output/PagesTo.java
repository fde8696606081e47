package dev.baton.scraper.output;

import dev.baton.program.CannotWriteException;
import dev.baton.program.Sink;
import java.nio.file.Path;

/// Where the pages of a job go.
///
/// @param file null: the usual one in the job's folder, or none
/// @param stdout null: they do not go there
public record PagesTo(PageFormat format, Path file, Sink stdout) {
  /// @param file null: the usual one in the job's folder
  public static PagesTo file(PageFormat format, Path file) {
    return new PagesTo(format, file, null);
  }

  /// The store keeps them.
  public static PagesTo tables() {
    return new PagesTo(PageFormat.SQLITE, null, null);
  }

  /// @param stdout is not closed
  public static PagesTo stdout(Sink stdout) {
    return new PagesTo(PageFormat.STDOUT, null, stdout);
  }

  /// @return null if they are not written by lines
  GrowingFile open(JobFolder job) throws CannotWriteException {
    return switch (format) {
      case JSON_LINES, CSV -> job.openFile(fileIn(job));
      case STDOUT -> GrowingFile.of(stdout);
      case SQLITE -> null;
    };
  }

  /// Of the formats that have one.
  Path fileIn(JobFolder job) {
    return file == null ? job.pages(format) : file;
  }
}
