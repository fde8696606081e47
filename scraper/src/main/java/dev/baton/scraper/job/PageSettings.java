package dev.baton.scraper.job;

import dev.baton.program.Sink;
import dev.baton.scraper.output.PageFormat;
import dev.baton.scraper.output.PagesTo;
import java.nio.file.Path;

/// Where pages go.
///
/// @param file null: into the job's folder, or to stdout
public record PageSettings(PageFormat format, Path file) {
  /// Lines of JSON in the job's folder.
  public static PageSettings usual() {
    return new PageSettings(PageFormat.JSON_LINES, null);
  }

  PagesTo to(Sink stdout) {
    return switch (format) {
      case JSON_LINES, CSV -> PagesTo.file(format, file);
      case SQLITE -> PagesTo.tables();
      case STDOUT -> PagesTo.stdout(stdout);
    };
  }
}
