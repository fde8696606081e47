package dev.baton.scraper.cli;

import dev.baton.scraper.job.PageSettings;
import dev.baton.scraper.output.PageFormat;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// Where the job and its pages go.
final class OutputOptions {
  private static final String STDOUT = "-";

  @ArgGroup(exclusive = false, heading = "%nWhat comes out:%n")
  private Group group = new Group();

  private static final class Group {
    @Option(
        names = "--job",
        paramLabel = "DIR",
        description = "the job's folder, to be made (default: HOST-DATE-TIME.crawl here)")
    private Path job;

    @Option(
        names = "--out",
        paramLabel = "FILE",
        description =
            "where pages go, to be replaced (default: pages.jsonl in the job's folder);"
                + " -: stdout, where pages may come twice after resume")
    private String out;

    @Option(
        names = "--format",
        paramLabel = "jsonl|csv|sqlite",
        description =
            "lines of JSON, CSV, or tables in the job's job.db (default: as FILE ends, or jsonl)")
    private String format;
  }

  boolean toStdout() {
    return STDOUT.equals(group.out);
  }

  /// @throws IllegalArgumentException if file and format do not fit
  PageSettings pages() {
    if (toStdout()) {
      if (Formats.choose(group.format, null) != PageFormat.JSON_LINES) {
        throw new IllegalArgumentException("--out - writes lines of JSON and no other --format");
      }
      return new PageSettings(PageFormat.STDOUT, null);
    }
    if (group.out != null && group.out.isBlank()) {
      throw new IllegalArgumentException("--out must be a file or -, got nothing");
    }
    PageFormat format = Formats.choose(group.format, group.out);
    if (format == PageFormat.SQLITE && group.out != null) {
      throw new IllegalArgumentException(
          "--format sqlite keeps pages in the job's job.db, so there is no --out; make a file of"
              + " them with export");
    }
    return new PageSettings(format, group.out == null ? null : Path.of(group.out));
  }

  /// What is to be known of the file; empty if nothing is.
  Optional<String> remark() {
    return group.out == null || toStdout()
        ? Optional.empty()
        : Formats.remark(group.format, Path.of(group.out));
  }

  /// @param host of the first start
  /// @throws IllegalArgumentException if the folder has no name
  Path job(String host) {
    if (group.job != null && group.job.toString().isEmpty()) {
      throw new IllegalArgumentException("--job must be the name of a folder, got nothing");
    }
    return group.job == null ? FreeFolder.forJob(host) : group.job;
  }
}
