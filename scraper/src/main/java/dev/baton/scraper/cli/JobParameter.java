package dev.baton.scraper.cli;

import dev.baton.program.Shell;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/// The folder of a job that exists: where none is named, the newest here.
final class JobParameter {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "DIR",
      description = "the job's folder (default: the newest *.crawl in this folder)")
  private Path folder;

  /// @throws IllegalArgumentException in one sentence if there is none
  Path folder(Shell shell) {
    return Optional.ofNullable(folder)
        .or(() -> newest(shell))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "DIR is missing, and there is no *.crawl in this folder"));
  }

  /// The newest job in this folder, as the names say; tells which one that is.
  static Optional<Path> newest(Shell shell) {
    List<Path> jobs = jobs();
    if (jobs.isEmpty()) {
      return Optional.empty();
    }
    Path newest = jobs.getLast();
    shell.say(
        jobs.size() == 1
            ? "job %s is the only one here".formatted(newest)
            : "job %s is the newest of %d here".formatted(newest, jobs.size()));
    return Optional.of(newest);
  }

  /// The oldest first, as their names say.
  private static List<Path> jobs() {
    List<Path> jobs = new ArrayList<>();
    try (DirectoryStream<Path> here = Files.newDirectoryStream(Path.of(""), "*.crawl")) {
      here.forEach(jobs::add);
    } catch (IOException unreadable) {
      return List.of();
    }
    jobs.sort(Comparator.comparing(JobParameter::time).thenComparing(Path::toString));
    return jobs;
  }

  /// `20261129-101500`.
  private static String time(Path job) {
    String name = job.getFileName().toString();
    return name.replaceFirst(".*-(\\d{8}-\\d{6}(-\\d+)?)\\.crawl$", "$1");
  }
}
