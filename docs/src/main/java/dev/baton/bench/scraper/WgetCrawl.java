package dev.baton.bench.scraper;

import dev.baton.bench.Cost;
import dev.baton.bench.MeasuredProcess;
import dev.baton.bench.Programs;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// `wget -r`: written in C, one request after the other. It keeps the pages as files.
record WgetCrawl(String version) implements Crawler {
  static Optional<Crawler> find() throws InterruptedException {
    return Programs.firstLine("wget", "--version")
        .map(line -> line.replaceFirst("GNU (Wget \\S+) .*", "$1"))
        .map(WgetCrawl::new);
  }

  @Override
  public Cost crawl(URI start, int pages, Path folder) throws IOException, InterruptedException {
    Cost cost =
        MeasuredProcess.run(List.of("wget", "-q", "-r", "-l", "inf", start.toString()), folder);
    try (Stream<Path> files = Files.walk(folder)) {
      Crawler.check(files.filter(file -> file.toString().endsWith(".html")).count(), pages);
    }
    return cost;
  }
}
