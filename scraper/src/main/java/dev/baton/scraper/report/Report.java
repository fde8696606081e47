package dev.baton.scraper.report;

import dev.baton.program.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// `report.html`: what a crawl came to, as a page that needs nothing but itself.
public final class Report {
  private Report() {}

  /// Writes the page in the place of what there was. This blocks: call it outside the loop.
  ///
  /// @throws IOException if it cannot be written
  public static void write(CrawlFigures figures, Path file) throws IOException {
    String page = ReportPage.of(figures);
    AtomicFile.<IOException>replace(file, "draft", draft -> Files.writeString(draft, page));
  }
}
