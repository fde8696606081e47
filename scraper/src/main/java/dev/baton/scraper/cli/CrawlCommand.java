package dev.baton.scraper.cli;

import dev.baton.Action;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.program.CannotWriteException;
import dev.baton.program.Output;
import dev.baton.program.Program;
import dev.baton.program.Shell;
import dev.baton.program.Sink;
import dev.baton.program.TimeSpan;
import dev.baton.program.Version;
import dev.baton.scraper.CrawlSettings;
import dev.baton.scraper.Crawler;
import dev.baton.scraper.Fetcher;
import dev.baton.scraper.Page;
import dev.baton.scraper.fetch.Consents;
import dev.baton.scraper.fetch.FetchSettings;
import dev.baton.scraper.fetch.HttpFetcher;
import dev.baton.scraper.output.JsonLines;
import dev.baton.scraper.output.OutputFile;
import dev.baton.scraper.url.PageUrls;
import dev.baton.terminal.Panel;
import dev.baton.terminal.Panel.Mode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
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
  /// Who asks, as servers see it.
  private static final String AGENT = "baton-scraper/" + Version.of(Scraper.class);

  /// How many pages may wait to be written: when the disk is slower than the network, the crawl
  /// waits for it.
  private static final int MAX_WAITING = 64;

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

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "write the pages to this file, which is replaced (default: stdout)")
  private Path file;

  @Mixin private SeeOptions see;

  CrawlCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    CrawlSettings settings;
    Program program;
    try {
      settings = new CrawlSettings(PageUrls.start(url), maxPages, concurrency, timeout);
      program = see.open(spec, shell);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
    try (program;
        OutputStream out = file == null ? shell.out() : OutputFile.open(file);
        HttpFetcher fetcher = new HttpFetcher(fetching(settings))) {
      Sink pages = file == null ? shell.outSink() : new Sink(file.toString(), out);
      return crawl(program, settings, fetcher, shell.output(pages, MAX_WAITING));
    } catch (CannotWriteException e) {
      return shell.cannotWrite(e, Exits.CANNOT_WRITE);
    } catch (IOException e) {
      shell.say("cannot write to " + file + ": " + e.getMessage());
      return Exits.CANNOT_WRITE.code();
    }
  }

  private static FetchSettings fetching(CrawlSettings settings) {
    return FetchSettings.of(settings.concurrency(), AGENT)
        .with(Consents.none().withUrl(settings.start()));
  }

  private int crawl(Program program, CrawlSettings settings, Fetcher fetcher, Output output)
      throws CannotWriteException {
    Crawler crawler = new Crawler(settings, fetcher, page -> print(page, output));
    Panel panel = new Panel(output, Mode.of(false, shell.errTerminal()), new Progress(crawler));
    long startedAt = System.nanoTime();
    boolean stopped = run(program, new CrawlRun(crawler, output, panel)::run);
    shell
        .err()
        .println(Summary.text(crawler, settings, Duration.ofNanos(System.nanoTime() - startedAt)));
    if (stopped) {
      return shell.stopped("the pages that were done are written");
    }
    crawler.startProblem().or(crawler::deadEnd).ifPresent(shell::say);
    return (crawler.startProblem().isPresent() ? Exits.NO_START_PAGE : Exits.OK).code();
  }

  @Suspends
  private static void print(Page page, Output output) {
    output.print(page.url(), () -> JsonLines.line(page));
  }

  /// @return whether a signal ended it
  private static boolean run(Program program, Action<CannotWriteException> run)
      throws CannotWriteException {
    try {
      program.run(EventLoop.builder(), run.asBody());
      return false;
    } catch (CancelledError signal) {
      return true;
    }
  }
}
