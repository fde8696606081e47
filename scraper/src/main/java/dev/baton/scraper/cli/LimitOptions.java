package dev.baton.scraper.cli;

import dev.baton.program.TimeSpan;
import dev.baton.scraper.CrawlLimits;
import java.time.Duration;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// How far a crawl goes.
final class LimitOptions {
  @ArgGroup(exclusive = false, heading = "%nHow far:%n")
  private Group group = new Group();

  private static final class Group {
    private static final CrawlLimits USUAL = CrawlLimits.usual();

    @Option(
        names = "--max-pages",
        paramLabel = "N",
        description = "visit at most this many pages (default: 10000)")
    private int maxPages = USUAL.maxPages();

    @Option(
        names = "--max-depth",
        paramLabel = "N",
        description = "follow at most this many links in a row (default: 50)")
    private int maxDepth = USUAL.maxDepth();

    @Option(
        names = "--max-disk",
        paramLabel = "SIZE",
        description = "stop when the pages take more, such as 500M (default: 10G)")
    private String maxDisk = "10G";

    @Option(
        names = "--retries",
        paramLabel = "N",
        description = "ask again this often for a page that got no answer (default: 2)")
    private int retries = USUAL.maxRetries();

    @Option(
        names = "--timeout",
        paramLabel = "TIME",
        description =
            "give up a page that takes longer, 1ms to 1h (default: 30s). TIME is such as "
                + TimeSpan.EXAMPLES)
    private Duration timeout = USUAL.timeout();

    @Option(
        names = "--concurrency",
        paramLabel = "N",
        description = "at most this many requests at once, on all hosts (default: 64)")
    private int concurrency = USUAL.concurrency();
  }

  /// @throws IllegalArgumentException if one is out of its range
  CrawlLimits limits() {
    return new CrawlLimits(
        group.maxPages,
        group.maxDepth,
        group.retries,
        ByteSize.parse("--max-disk", group.maxDisk),
        group.concurrency,
        group.timeout);
  }
}
