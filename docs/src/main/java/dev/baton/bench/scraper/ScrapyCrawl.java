package dev.baton.bench.scraper;

import dev.baton.bench.Cost;
import dev.baton.bench.MeasuredProcess;
import dev.baton.bench.Python;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Scrapy: all links are followed, robots.txt is obeyed, and the title of each page goes into JSON
/// Lines.
///
/// @param spider the name of the program for it
record ScrapyCrawl(Python python, String spider) implements Crawler {
  static Optional<Crawler> find(String spider) throws InterruptedException {
    return Python.findWith("scrapy").map(python -> new ScrapyCrawl(python, spider));
  }

  @Override
  public String version() {
    return python.version();
  }

  @Override
  public Cost crawl(URI start, int pages, Path folder) throws IOException, InterruptedException {
    try (InputStream program = ScrapyCrawl.class.getResourceAsStream(spider)) {
      Files.copy(program, folder.resolve(spider));
    }
    Cost cost =
        MeasuredProcess.run(
            List.of(
                python.command(),
                "-m",
                "scrapy",
                "runspider",
                spider,
                "-a",
                "start=" + start,
                "-o",
                "pages.jsonl"),
            folder);
    Crawler.checkLines(folder.resolve("pages.jsonl"), pages);
    return cost;
  }
}
