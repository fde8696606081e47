package dev.baton.scraper.cli;

import dev.baton.program.Shell;
import dev.baton.scraper.CrawlLimits;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The command `resume`.
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Goes on with a crawl that was stopped, by whatever.",
    description = {
      "",
      "No page that came is asked for again, and none is written twice. What was under way is asked"
          + " for once more. Hosts that wanted to be left alone still are. With another limit, what"
          + " the limit had left out is asked for too.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n")
final class ResumeCommand implements Callable<Integer> {
  private final Shell shell;

  @Spec private CommandSpec spec;

  @Mixin private JobParameter job;

  @Option(
      names = "--max-pages",
      paramLabel = "N",
      description = "visit at most this many pages, those before counted (default: as before)")
  private Integer maxPages;

  @Option(
      names = "--max-disk",
      paramLabel = "SIZE",
      description = "stop when the pages take more, such as 500M (default: as before)")
  private String maxDisk;

  @Mixin private SeeOptions see;

  ResumeCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    return new JobRunner(shell, spec, see)
        .run(crawl -> crawl.resume(job.folder(shell), this::raised));
  }

  private CrawlLimits raised(CrawlLimits before) {
    return before.with(
        maxPages == null ? before.maxPages() : maxPages,
        maxDisk == null ? before.maxDisk() : ByteSize.parse("--max-disk", maxDisk));
  }
}
