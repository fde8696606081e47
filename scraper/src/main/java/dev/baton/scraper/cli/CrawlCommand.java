package dev.baton.scraper.cli;

import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.ExceptionGroup;
import dev.baton.program.Program;
import dev.baton.scraper.CrawlSettings;
import dev.baton.scraper.Crawler;
import dev.baton.scraper.Fetcher;
import dev.baton.scraper.PageUrls;
import dev.baton.scraper.Text;
import dev.baton.scraper.fetch.HttpFetcher;
import dev.baton.scraper.output.OutputFile;
import dev.baton.scraper.output.PageWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
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
    headerHeading = "%n",
    header = "Visits all pages of a site that can be reached from one of them.",
    description = {
      "",
      "Writes a line of JSON for each page (url, status, title, links, ms, error), and a summary to"
          + " stderr. Stays on the host of the start page; visits each page once.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "  0:all is well (single pages may have failed: see their \"error\")",
      "  1:the start page could not be fetched",
      "  2:an option or the URL is wrong",
      "  3:the output could not be written",
      " 70:a bug in this program",
      "130:stopped by Ctrl-C; the pages that were done are written",
      "143:the same by SIGTERM"
    })
final class CrawlCommand implements Callable<Integer> {
  static final int OK = 0;
  static final int NO_START_PAGE = 1;
  static final int CANNOT_WRITE = 3;
  static final int INTERRUPTED = 130;

  private final Console console;

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
      paramLabel = "SECONDS",
      defaultValue = "30",
      converter = Seconds.class,
      description = "give up a page that takes longer (default: ${DEFAULT-VALUE})")
  private Duration timeout;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "write the pages to this file, which is replaced (default: stdout)")
  private Path file;

  @Mixin private SeeOptions see;

  CrawlCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CrawlSettings settings = settings();
    try (Program program = see.open(new PrintWriter(console.err()));
        OutputStream out = file == null ? console.out() : OutputFile.open(file);
        HttpFetcher fetcher = new HttpFetcher(settings.concurrency(), Scraper.NAME_AND_VERSION)) {
      return crawl(program, settings, fetcher, new PageWriter(out));
    } catch (IOException e) {
      say("cannot write " + (file == null ? "to stdout" : file) + ": " + e.getMessage());
      return CANNOT_WRITE;
    }
  }

  private CrawlSettings settings() {
    try {
      return new CrawlSettings(PageUrls.start(url), maxPages, concurrency, timeout);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
  }

  private int crawl(Program program, CrawlSettings settings, Fetcher fetcher, PageWriter writer)
      throws IOException {
    Crawler crawler = new Crawler(settings, fetcher, writer);
    Progress progress = new Progress(crawler, console.err(), console.canShowProgress(file == null));
    long startedAt = System.nanoTime();
    Optional<String> stopped = run(program, new CrawlRun(crawler, writer, progress));
    console
        .err()
        .println(Summary.text(crawler, settings, Duration.ofNanos(System.nanoTime() - startedAt)));
    if (stopped.isPresent()) {
      say("stopped by " + stopped.get() + "; the pages that were done are written");
      return INTERRUPTED;
    }
    crawler.startProblem().ifPresent(this::say);
    return crawler.startProblem().isPresent() ? NO_START_PAGE : OK;
  }

  /// @return what ended it: Ctrl-C or another signal; empty if it came to its end
  private static Optional<String> run(Program program, CrawlRun run) throws IOException {
    try {
      program.run(
          EventLoop.builder(),
          () -> {
            run.run();
            return null;
          });
      return Optional.empty();
    } catch (CancelledError signal) {
      return Optional.of(signal.getMessage());
    } catch (ExceptionGroup failures) {
      // what goes wrong with a page is in that page: only the output's failures come here
      throw failures.find(IOException.class).orElseThrow(() -> failures);
    }
  }

  private void say(String message) {
    console.err().println("scraper: " + Text.escaped(message));
  }
}
