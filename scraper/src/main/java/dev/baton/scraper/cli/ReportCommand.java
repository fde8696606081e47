package dev.baton.scraper.cli;

import dev.baton.EventLoop;
import dev.baton.program.Shell;
import dev.baton.scraper.StoreException;
import dev.baton.scraper.job.JobView;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The command `report`.
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Writes a job's report.html anew.",
    description = {
      "",
      "A crawl writes it at its end; this does while it runs, and after it was killed.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n")
final class ReportCommand implements Callable<Integer> {
  private final Shell shell;

  @Spec private CommandSpec spec;

  @Mixin private JobParameter job;

  ReportCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    return Looking.at(shell, spec, this::write);
  }

  private int write() {
    JobView view = JobView.of(job.folder(shell));
    try {
      EventLoop.run(() -> view.report(shell.command(), shell::say));
    } catch (IOException failure) {
      throw new StoreException(
          "the report of job %s cannot be written: %s"
              .formatted(view.folder(), failure.getMessage()),
          failure);
    }
    shell.say("wrote " + view.folder().report());
    return Exits.OK.code();
  }
}
