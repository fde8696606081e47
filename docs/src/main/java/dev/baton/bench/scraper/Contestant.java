package dev.baton.bench.scraper;

/// Who crawls, and how far ahead of each of the others the goals want us.
enum Contestant {
  BATON("Baton, cold", 0, 0, 0),
  WARM("Baton, third pass in one JVM", 0, 0, 0),
  SCRAPY("Scrapy, `CrawlSpider`", 12, 28, 7),
  PLAIN_SCRAPY("Scrapy, plain `Spider`", 0, 0, 0),
  CRAWLER4J("crawler4j", 3, 0, 2),
  WGET("`wget -r`, which extracts nothing", 0, 0, 0);

  final String title;

  /// How many times as long as our cold crawl it must take; 0: no goal.
  final double cold;

  /// The same of our warm pass.
  final double warm;

  /// How many times as much processor time as our cold crawl it must take.
  final double processor;

  Contestant(String title, double cold, double warm, double processor) {
    this.title = title;
    this.cold = cold;
    this.warm = warm;
    this.processor = processor;
  }

  boolean isOurs() {
    return this == BATON || this == WARM;
  }
}
