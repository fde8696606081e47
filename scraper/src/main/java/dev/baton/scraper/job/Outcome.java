package dev.baton.scraper.job;

import dev.baton.scraper.Crawler;
import dev.baton.scraper.output.JobFolder;
import dev.baton.scraper.report.CrawlFigures;
import dev.baton.scraper.report.Words;
import java.time.Duration;
import java.util.Optional;

/// How a crawl has ended.
///
/// @param took this run
/// @param stopped whether a signal has ended it
/// @param figures of the report; empty if it could not be written
public record Outcome(
    JobFolder folder,
    JobSettings settings,
    Crawler crawler,
    Duration took,
    boolean stopped,
    Optional<CrawlFigures> figures) {
  /// Why the crawl has failed although it was done: a start that was typed could not be fetched, or
  /// none of those that were listed.
  public Optional<String> problem() {
    if (stopped) {
      return Optional.empty();
    }
    return crawler.startProblem().or(this::nothingAtAll);
  }

  /// Where the pages are.
  String pages() {
    PageSettings pages = settings.pages();
    return switch (pages.format()) {
      case STDOUT -> "stdout";
      case SQLITE -> folder.store() + ", tables pages and links";
      case JSON_LINES, CSV ->
          (pages.file() == null ? folder.pages(pages.format()) : pages.file()).toString();
    };
  }

  /// Whether there was nothing left to do.
  public boolean nothingToDo() {
    return !stopped
        && crawler.visitedBefore() > 0
        && crawler.tally().visited() == crawler.visitedBefore();
  }

  private Optional<String> nothingAtAll() {
    int listed = settings.starts().listed().size();
    return listed > 0 && crawler.tally().statuses().isEmpty()
        ? Optional.of("none of the %s could be fetched".formatted(Words.count(listed, "URL")))
        : Optional.empty();
  }
}
