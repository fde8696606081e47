package dev.baton.scraper.cli;

import dev.baton.EventLoop;
import dev.baton.program.Shell;
import dev.baton.scraper.job.Explanation;
import dev.baton.scraper.job.JobView;
import dev.baton.scraper.url.PageUrls;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import okhttp3.HttpUrl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The command `explain`.
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Says why a URL is among a job's pages, or is not.",
    description = {
      "",
      "What was decided when the crawl saw it, by which rule, and which pages led to it. Of a URL"
          + " that it has not seen, what would be decided.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n")
final class ExplainCommand implements Callable<Integer> {
  private final Shell shell;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "URL", description = "as it stands in the page, or nearly so")
  private String url;

  @Option(
      names = "--job",
      paramLabel = "DIR",
      description = "the job's folder (default: the newest *.crawl here, or none)")
  private Path job;

  ExplainCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    return Looking.at(
        shell,
        spec,
        () -> {
          HttpUrl page = PageUrls.start(url);
          Optional<Path> folder = Optional.ofNullable(job).or(() -> JobParameter.newest(shell));
          Looking.print(
              shell,
              folder.isPresent()
                  ? inJob(JobView.of(folder.get()), page)
                  : Explanation.withoutJob(page, url));
          return Exits.OK.code();
        });
  }

  private List<String> inJob(JobView view, HttpUrl page) {
    return EventLoop.run(() -> Explanation.in(view, page, url));
  }
}
