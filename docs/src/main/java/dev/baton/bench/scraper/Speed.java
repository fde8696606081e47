package dev.baton.bench.scraper;

import dev.baton.bench.Cost;
import dev.baton.bench.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A whole site on one host as fast as it goes, beside the others.
final class Speed {
  private Speed() {}

  static String text(Setup setup) throws IOException, InterruptedException {
    Map<Contestant, Crawler> crawlers = crawlers(setup);
    int pages = setup.settings().pages();
    Map<Contestant, Outcome<Cost>> results;
    try (Nginx nginx = setup.serve(pages)) {
      results = Crawler.takeTurns(crawlers, nginx.start(), pages, setup.settings().runs());
    }
    return """
    **A site of %,d pages** of 11 KB with %d links each, as fast as it goes: medians (lowest-highest)

    %s

    %s.
    """
        .formatted(pages, Site.LINKS, new SpeedTable(pages, results).text(), versions(crawlers));
  }

  private static String versions(Map<Contestant, Crawler> crawlers) {
    return crawlers.values().stream()
        .map(Crawler::version)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static Map<Contestant, Crawler> crawlers(Setup setup)
      throws IOException, InterruptedException {
    Map<Contestant, Crawler> crawlers = new EnumMap<>(Contestant.class);
    for (Contestant one : Contestant.values()) {
      find(one, setup)
          .ifPresentOrElse(
              crawler -> crawlers.put(one, crawler),
              () -> ScraperBench.note(one.title + ": not there, left out"));
    }
    return crawlers;
  }

  private static Optional<Crawler> find(Contestant one, Setup setup)
      throws IOException, InterruptedException {
    return switch (one) {
      case BATON ->
          Optional.of(new BatonCrawl(setup.workspace(), setup.baton(), BatonCrawl.FULL_SPEED));
      case WARM ->
          Optional.of(
              new BatonPasses(
                  setup.workspace().path(BatonCrawl.JAR), setup.baton(), BatonCrawl.FULL_SPEED));
      case SCRAPY -> ScrapyCrawl.find("crawl_spider.py");
      case PLAIN_SCRAPY -> ScrapyCrawl.find("plain_spider.py");
      case CRAWLER4J ->
          Crawler4jCrawl.build(
              setup.workspace(), Files.createTempDirectory(setup.folder(), "build"));
      case WGET -> WgetCrawl.find();
    };
  }
}
