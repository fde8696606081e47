package dev.baton.scraper.cli;

import dev.baton.EventLoop;
import dev.baton.program.Shell;
import dev.baton.scraper.SavedHost;
import dev.baton.scraper.job.JobCounts;
import dev.baton.scraper.job.JobView;
import dev.baton.scraper.report.HostPoliteness;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The command `stats`.
@Command(
    name = "stats",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Says how far a job is, and how politely it has asked.",
    description = {"", "The crawl may be running.", ""},
    exitCodeListHeading = "%nExit codes:%n")
final class StatsCommand implements Callable<Integer> {
  private final Shell shell;

  @Spec private CommandSpec spec;

  @Mixin private JobParameter job;

  @Option(
      names = "--polite",
      description =
          "for each host: how long after the first allowed moment a request was sent, at least;"
              + " ends with 1 if one was sent before, or against a Retry-After, or beside another")
  private boolean polite;

  StatsCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    return Looking.at(
        shell,
        spec,
        () -> {
          JobView view = JobView.of(job.folder(shell));
          return polite ? politeness(view) : counts(view);
        });
  }

  private int counts(JobView view) {
    JobCounts counts = EventLoop.run(view::counts);
    List<SavedHost> hosts = EventLoop.run(view::hosts);
    List<String> lines = new ArrayList<>();
    lines.add("%,12d  %s".formatted(counts.pages(), counts.pages() == 1 ? "page" : "pages"));
    counts.kinds().forEach((kind, count) -> lines.add("%,12d  %s".formatted(count, kind)));
    lines.add("%,12d  %s".formatted(hosts.size(), hosts.size() == 1 ? "host" : "hosts"));
    hosts.stream()
        .filter(host -> host.givenUp() != null)
        .forEach(host -> lines.add(host.name() + " was given up: " + host.givenUp()));
    lines.add(
        counts.isDone()
            ? "job %s is done".formatted(view.folder())
            : "job %s is not done; unless it runs, go on with: %s resume %s"
                .formatted(view.folder(), shell.command(), view.folder()));
    Looking.print(shell, lines);
    return Exits.OK.code();
  }

  private int politeness(JobView view) {
    List<HostPoliteness> hosts = EventLoop.run(() -> view.politeness(shell::say));
    Looking.print(shell, hosts.stream().map(host -> host.host() + " " + host.text()).toList());
    boolean early = !hosts.stream().allMatch(HostPoliteness::isPolite);
    return (early ? Exits.EARLY : Exits.OK).code();
  }
}
