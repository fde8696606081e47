package dev.baton.scraper.cli;

import dev.baton.program.CannotWriteException;
import dev.baton.program.Program;
import dev.baton.program.Shell;
import dev.baton.program.TimeSpan;
import dev.baton.scraper.CrawlLimits;
import dev.baton.scraper.Crawler;
import dev.baton.scraper.Manners;
import dev.baton.scraper.job.CrawlJob;
import dev.baton.scraper.job.JobSettings;
import dev.baton.scraper.job.Outcome;
import dev.baton.scraper.job.Summary;
import dev.baton.scraper.url.PageUrls;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The command `crawl`.
@Command(
    name = "crawl",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Visits all pages of a site that can be reached from one of them.",
    description = {
      "",
      "Writes a line of JSON for each page (url, status, title, links, ms, error), and a summary to"
          + " stderr. Stays on the host of the start page; visits each page once.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${COMMAND-FULL-NAME} http://localhost:8000/",
      "  ${COMMAND-FULL-NAME} --max-pages 100 --out pages.jsonl http://localhost:8000/"
    },
    exitCodeListHeading = "%nExit codes:%n")
final class CrawlCommand implements Callable<Integer> {
  private final Shell shell;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "URL", description = "where to start, such as http://localhost:8000/")
  private String url;

  @Option(
      names = "--max-pages",
      paramLabel = "N",
      defaultValue = "1000",
      description = "visit at most this many pages (default: ${DEFAULT-VALUE})")
  private int maxPages;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "4",
      description = "at most this many requests at once (default: ${DEFAULT-VALUE})")
  private int concurrency;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "30s",
      description =
          "give up a page that takes longer, 1ms to 1h (default: ${DEFAULT-VALUE}). TIME is such as"
              + " "
              + TimeSpan.EXAMPLES)
  private Duration timeout;

  @Option(names = "--job", paramLabel = "DIR", required = true, description = "the job's folder")
  private Path job;

  @Mixin private SeeOptions see;

  CrawlCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    JobSettings settings;
    Program program;
    try {
      CrawlLimits usual = CrawlLimits.usual();
      CrawlLimits limits =
          new CrawlLimits(
              maxPages,
              usual.maxDepth(),
              usual.maxRetries(),
              usual.maxDisk(),
              concurrency,
              timeout);
      settings = new JobSettings(List.of(PageUrls.start(url)), limits, Manners.usual(), null);
      program = see.open(spec, shell);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
    try (program) {
      Outcome outcome = new CrawlJob(shell, settings, job).run(program);
      shell.err().println(Summary.text(outcome));
      if (outcome.stopped()) {
        return shell.stopped("the pages that were done are written");
      }
      Crawler crawler = outcome.crawler();
      crawler.startProblem().or(crawler::deadEnd).ifPresent(shell::say);
      return (crawler.startProblem().isPresent() ? Exits.NO_START_PAGE : Exits.OK).code();
    } catch (CannotWriteException e) {
      return shell.cannotWrite(e, Exits.CANNOT_WRITE);
    } catch (IOException e) {
      shell.say("cannot write to " + job + ": " + e.getMessage());
      return Exits.CANNOT_WRITE.code();
    }
  }
}
