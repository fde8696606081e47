package dev.baton.scraper.cli;

import dev.baton.EventLoop;
import dev.baton.program.CannotWriteException;
import dev.baton.program.Shell;
import dev.baton.scraper.job.JobView;
import dev.baton.scraper.output.ExportTarget;
import dev.baton.scraper.output.PageFormat;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The command `export`.
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Makes a file of a job's pages, in any format.",
    description = {"", "Of those that are certain; the crawl may be running.", ""},
    exitCodeListHeading = "%nExit codes:%n")
final class ExportCommand implements Callable<Integer> {
  private final Shell shell;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "DIR", description = "the job's folder")
  private Path job;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "to be made or replaced (default: pages.FORMAT in the job's folder); -: stdout, but for"
              + " sqlite")
  private Path file;

  @Option(
      names = "--format",
      paramLabel = "jsonl|csv|sqlite",
      description = "lines of JSON, CSV, or a database (default: as FILE ends)")
  private String format;

  ExportCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    return Looking.at(shell, spec, this::export);
  }

  private int export() throws CannotWriteException {
    PageFormat chosen = Formats.choose(format, file == null ? null : file.toString());
    JobView view = JobView.of(job);
    ExportTarget target = target(view, chosen);
    if (file != null) {
      Formats.remark(format, file).ifPresent(shell::say);
    }
    long pages = EventLoop.run(() -> view.export(chosen, target));
    shell.say(
        "wrote %,d %s of job %s to %s"
            .formatted(pages, pages == 1 ? "page" : "pages", view.folder(), target.name()));
    return Exits.OK.code();
  }

  private ExportTarget target(JobView view, PageFormat chosen) {
    if (file == null) {
      return ExportTarget.of(view.folder().pages(chosen));
    }
    if (!file.toString().equals("-")) {
      return ExportTarget.of(file);
    }
    if (chosen == PageFormat.SQLITE) {
      throw new IllegalArgumentException("--format sqlite cannot go to stdout; name a FILE");
    }
    return ExportTarget.of(shell.outSink());
  }
}
