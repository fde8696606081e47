package dev.baton.scraper.cli;

import dev.baton.scraper.Manners;
import java.time.Duration;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// How hosts are treated.
final class MannersOptions {
  @ArgGroup(
      exclusive = false,
      heading =
          "%nHow politely (robots.txt always holds, and so does Retry-After; a host is asked once"
              + " at a time):%n")
  private Group group = new Group();

  private static final class Group {
    @Option(
        names = "--delay",
        paramLabel = "TIME",
        description =
            "wait at least this long between two requests to a host, 0 to 10m"
                + " (default: as long as its last answer took)")
    private Duration delay = Duration.ZERO;

    @Option(
        names = "--own-site",
        paramLabel = "N",
        description =
            "the hosts of the URLs on this command line are yours: N requests at once and no delay")
    private int ownSite;

    @Option(names = "--no-sitemap", description = "do not begin with the sitemaps of robots.txt")
    private boolean noSitemap;
  }

  /// @throws IllegalArgumentException if one is out of its range
  Manners manners() {
    return new Manners(group.ownSite, group.delay, !group.noSitemap);
  }
}
