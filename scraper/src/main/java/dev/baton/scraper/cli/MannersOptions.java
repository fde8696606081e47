package dev.baton.scraper.cli;

import dev.baton.program.Limits;
import dev.baton.scraper.Manners;
import java.time.Duration;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// How hosts are treated.
final class MannersOptions {
  @ArgGroup(
      exclusive = false,
      heading = "%nHow politely (robots.txt and Retry-After always hold):%n")
  private Group group = new Group();

  private static final class Group {
    @Option(
        names = "--delay",
        paramLabel = "TIME",
        description =
            "leave a host alone at least so long after an answer, 0 to 10m"
                + " (default: as long as the answer took)")
    private Duration delay = Duration.ZERO;

    @Option(
        names = "--own-site",
        paramLabel = "N",
        description =
            "the hosts of the URLs on this command line are yours: N requests at once and no delay")
    private Integer ownSite;

    @Option(names = "--no-sitemap", description = "do not begin with the sitemaps of robots.txt")
    private boolean noSitemap;
  }

  /// @throws IllegalArgumentException if one is out of its range
  Manners manners() {
    if (group.ownSite != null) {
      Limits.require("--own-site", group.ownSite, 1, Manners.MAX_CONNECTIONS);
    }
    return new Manners(group.ownSite == null ? 0 : group.ownSite, group.delay, !group.noSitemap);
  }
}
