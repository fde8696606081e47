package dev.baton.scraper.cli;

import dev.baton.program.Shell;
import dev.baton.terminal.SafeText;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/// The folder of a job that exists. Where only one could be meant, it need not be named.
final class JobParameter {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "DIR",
      description = "the job's folder (default: the one *.crawl in this folder)")
  private Path folder;

  /// @throws IllegalArgumentException in one sentence if it is not clear which one is meant
  Path folder(Shell shell) {
    return folder == null ? onlyOne(shell) : folder;
  }

  /// Says which one is taken.
  static Path onlyOne(Shell shell) {
    List<Path> jobs = jobs();
    if (jobs.size() == 1) {
      shell.say("job " + jobs.getFirst() + " is the only one here, and is taken");
      return jobs.getFirst();
    }
    throw new IllegalArgumentException(
        jobs.isEmpty()
            ? "DIR is missing, and there is no *.crawl in this folder"
            : "DIR is missing, and there are %d jobs in this folder; the newest is %s"
                .formatted(jobs.size(), SafeText.escape(jobs.getLast().toString(), 300)));
  }

  /// The oldest first, as their names say.
  private static List<Path> jobs() {
    List<Path> jobs = new ArrayList<>();
    try (DirectoryStream<Path> here = Files.newDirectoryStream(Path.of(""), "*.crawl")) {
      here.forEach(jobs::add);
    } catch (IOException unreadable) {
      return List.of();
    }
    jobs.sort(java.util.Comparator.comparing(JobParameter::time));
    return jobs;
  }

  /// `20261129-101500`.
  private static String time(Path job) {
    String name = job.getFileName().toString();
    return name.replaceFirst(".*-(\\d{8}-\\d{6}(-\\d+)?)\\.crawl$", "$1");
  }
}
