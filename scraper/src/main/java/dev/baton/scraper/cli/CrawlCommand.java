package dev.baton.scraper.cli;

import dev.baton.program.Shell;
import dev.baton.scraper.job.JobSettings;
import dev.baton.scraper.job.Starts;
import dev.baton.scraper.url.PageUrls;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import okhttp3.HttpUrl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The command `crawl`.
@Command(
    name = "crawl",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Visits all pages of a site that can be reached from one of them, politely.",
    description = {
      "",
      "Makes a folder for the job and names it. In it: the pages, a line of JSON each"
          + " (pages.jsonl); what became of every URL (job.db); every request (requests.jsonl); and"
          + " a report (report.html). Whatever stops the crawl, resume goes on with it: no page is"
          + " lost, and none is there twice.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${COMMAND-FULL-NAME} http://localhost:8000/",
      "  ${COMMAND-FULL-NAME} --own-site 16 --out pages.csv http://localhost:8000/docs/",
      "  ${COMMAND-FULL-NAME} --header 'X-Key: @key.txt' http://localhost:8000/"
    },
    exitCodeListHeading = "%nExit codes:%n")
final class CrawlCommand implements Callable<Integer> {
  private final Shell shell;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "URL",
      description = "where to start, such as http://localhost:8000/; several make one crawl of all")
  private List<String> urls = new ArrayList<>();

  @Option(
      names = "--urls",
      paramLabel = "FILE",
      description = "also start at the URLs in this file, one a line; -: stdin")
  private String list;

  @Mixin private ScopeOptions scope;
  @Mixin private LimitOptions limits;
  @Mixin private MannersOptions manners;
  @Mixin private RequestOptions requests;
  @Mixin private OutputOptions output;
  @Mixin private SeeOptions see;

  CrawlCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    return new JobRunner(shell, spec, see)
        .run(
            job -> {
              JobSettings settings = settings();
              if (!see.json()) {
                output.remark().ifPresent(shell::say);
              }
              return job.begin(settings, folder(settings));
            });
  }

  private JobSettings settings() {
    if (see.json() && output.toStdout()) {
      throw new IllegalArgumentException(
          "--json writes events to stdout, and --out - writes pages there; give one of the two");
    }
    List<HttpUrl> typed = urls.stream().map(PageUrls::start).toList();
    List<HttpUrl> listed = list == null ? List.of() : UrlList.read(list, shell.in());
    return new JobSettings(
        new Starts(typed, listed),
        scope.scope(),
        limits.limits(),
        manners.manners(),
        requests.requests(typed),
        output.pages());
  }

  private Path folder(JobSettings settings) {
    return output.job(settings.starts().first().host());
  }
}
