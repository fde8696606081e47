package dev.baton.scraper.job;

import dev.baton.program.CannotWriteException;
import dev.baton.program.Sink;
import dev.baton.scraper.output.OutputFile;
import dev.baton.scraper.output.PageFormat;
import dev.baton.scraper.output.PagesTo;
import java.io.IOException;
import java.nio.file.Path;

/// Where pages go.
///
/// @param file null: into the job's folder, or to stdout
public record PageSettings(PageFormat format, Path file) {
  /// Lines of JSON in the job's folder.
  public static PageSettings usual() {
    return new PageSettings(PageFormat.JSON_LINES, null);
  }

  /// Looks whether a file can be there, before anything is made for it.
  ///
  /// @param job the folder of a job, which does not exist yet
  void requirePlace(Path job) throws CannotWriteException {
    if (file == null || job.toAbsolutePath().equals(file.toAbsolutePath().getParent())) {
      return;
    }
    try {
      OutputFile.requirePlace(file);
    } catch (IOException failure) {
      throw new CannotWriteException(file.toString(), failure);
    }
  }

  PagesTo to(Sink stdout) {
    return switch (format) {
      case JSON_LINES, CSV -> PagesTo.file(format, file);
      case SQLITE -> PagesTo.tables();
      case STDOUT -> PagesTo.stdout(stdout);
    };
  }
}
