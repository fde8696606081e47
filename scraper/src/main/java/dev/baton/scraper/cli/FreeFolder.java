package dev.baton.scraper.cli;

import dev.baton.scraper.output.JobFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;

/// Names a folder that does not exist, here, for a job that was given none.
final class FreeFolder {
  private FreeFolder() {}

  /// For a job.
  ///
  /// @param name what is crawled
  static Path forJob(String name) {
    return free(JobFolder.name(name, ZonedDateTime.now()));
  }

  /// For two jobs, one of which is killed; it is no job itself.
  static Path forCrash(String name) {
    return free(JobFolder.name(name, ZonedDateTime.now()).replaceFirst("crawl$", "crash"));
  }

  private static Path free(String name) {
    int dot = name.lastIndexOf('.');
    Path free = Path.of(name);
    for (int i = 2; Files.exists(free); i++) {
      free = Path.of(name.substring(0, dot) + "-" + i + name.substring(dot));
    }
    return free;
  }
}
