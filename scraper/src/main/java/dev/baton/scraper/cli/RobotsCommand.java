package dev.baton.scraper.cli;

import dev.baton.EventLoop;
import dev.baton.program.Shell;
import dev.baton.scraper.fetch.HttpFetcher;
import dev.baton.scraper.fetch.Resolver;
import dev.baton.scraper.job.RequestSettings;
import dev.baton.scraper.job.RobotsCheck;
import dev.baton.scraper.url.PageUrls;
import java.util.List;
import java.util.concurrent.Callable;
import okhttp3.HttpUrl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The command `robots`.
@Command(
    name = "robots",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Says whether robots.txt allows a URL, and which line decides.",
    description = {
      "",
      "Asks the URL's origin for its robots.txt, once, as baton-scraper. Also says what it asks"
          + " for: a delay, what pages may be used for, sitemaps.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n")
final class RobotsCommand implements Callable<Integer> {
  private final Shell shell;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "URL", description = "such as http://localhost:8000/page")
  private String url;

  @Option(
      names = "--contact",
      paramLabel = "URL|MAIL",
      description = "tell the server how to reach you")
  private String contact;

  RobotsCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    return Looking.at(shell, spec, this::ask);
  }

  private int ask() {
    HttpUrl page = PageUrls.start(url);
    RequestSettings requests = new RequestSettings(contact, List.of(), null, List.of());
    try (HttpFetcher fetcher =
        new HttpFetcher(requests.fetchSettings(1, List.of(page), Resolver.SYSTEM))) {
      RobotsCheck check = EventLoop.run(() -> RobotsCheck.ask(fetcher, page));
      Looking.print(shell, check.lines());
      return (check.allowed() ? Exits.OK : Exits.FORBIDDEN).code();
    }
  }
}
