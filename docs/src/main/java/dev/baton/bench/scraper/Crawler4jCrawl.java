package dev.baton.bench.scraper;

import dev.baton.bench.Cost;
import dev.baton.bench.MeasuredProcess;
import dev.baton.bench.Programs;
import dev.baton.bench.Workspace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// crawler4j, which the project in `src/peers` starts.
///
/// It says itself how long it took until the last page: after that it only waits.
record Crawler4jCrawl(String jar) implements Crawler {
  private static final String PROJECT = "docs/src/peers/crawler4j/pom.xml";
  private static final String JAR = "docs/target/peers/crawler4j/crawler4j.jar";

  /// Builds it; nothing if that fails, as without a network.
  static Optional<Crawler> build(Workspace workspace, Path folder) throws InterruptedException {
    try {
      MeasuredProcess.run(
          List.of(workspace.path("mvnw"), "-q", "-B", "-f", workspace.path(PROJECT), "package"),
          folder);
      return Optional.of(new Crawler4jCrawl(workspace.path(JAR)));
    } catch (IOException failure) {
      ScraperBench.note("crawler4j cannot be built: " + failure.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public String version() {
    return "crawler4j 4.4.0";
  }

  @Override
  public Cost crawl(URI start, int pages, Path folder) throws IOException, InterruptedException {
    Cost cost =
        MeasuredProcess.run(
            List.of(Programs.java(), "-jar", jar, start.toString(), folder.toString()), folder);
    Crawler.checkLines(folder.resolve("pages.jsonl"), pages);
    double seconds = Double.parseDouble(Files.readString(folder.resolve("out")).strip());
    return new Cost(seconds, cost.processorSeconds(), cost.peakBytes());
  }
}
