package dev.baton.bench.scraper;

import dev.baton.bench.Cost;
import dev.baton.bench.MeasuredProcess;
import dev.baton.bench.Workspace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Ours, as a user starts it.
///
/// @param options how fast it may be
record BatonCrawl(Workspace workspace, String version, List<String> options) implements Crawler {
  /// What starts it, below the workspace.
  static final String JAR = "scraper/target/baton-scraper.jar";

  /// Where the pages are, in the job's folder.
  static final String PAGES = "pages.jsonl";

  /// A site of one's own, as fast as it can.
  static final List<String> FULL_SPEED = List.of("--own-site", "16");

  /// Builds it where its sources are newer.
  ///
  /// @return its version
  static String build(Workspace workspace, Path folder) throws IOException, InterruptedException {
    ScraperBench.note("building the scraper, if it is not built");
    return workspace.build("scraper", folder);
  }

  /// The words that crawl some sites.
  ///
  /// @param job the folder to be made
  static List<String> words(List<URI> starts, List<String> options, Path job) {
    List<String> words = new ArrayList<>(List.of("crawl"));
    words.addAll(options);
    words.addAll(List.of("--max-pages", "1000000", "--job", job.toString()));
    starts.forEach(start -> words.add(start.toString()));
    return words;
  }

  @Override
  public Cost crawl(URI start, int pages, Path folder) throws IOException, InterruptedException {
    return crawl(List.of(start), pages, folder);
  }

  /// The same of several sites.
  Cost crawl(List<URI> starts, int pages, Path folder) throws IOException, InterruptedException {
    Path job = folder.resolve("job");
    List<String> command = new ArrayList<>(List.of(workspace.path("run"), "scraper"));
    command.addAll(words(starts, options, job));
    Cost cost = MeasuredProcess.run(command, folder);
    Crawler.checkLines(job.resolve(PAGES), pages);
    return cost;
  }
}
