package dev.baton.scraper.cli;

import dev.baton.scraper.output.JobFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;

/// Names a folder for a job that was given none.
final class FreeFolder {
  private FreeFolder() {}

  /// A folder that does not exist, here.
  ///
  /// @param name what is crawled
  static Path of(String name) {
    String text = JobFolder.name(name, ZonedDateTime.now());
    Path free = Path.of(text);
    for (int i = 2; Files.exists(free); i++) {
      free = Path.of(text.replaceFirst("\\.crawl$", "-" + i + ".crawl"));
    }
    return free;
  }
}
