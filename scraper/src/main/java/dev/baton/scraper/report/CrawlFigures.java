package dev.baton.scraper.report;

import dev.baton.scraper.UrlState;
import dev.baton.scraper.output.PageFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What a crawl came to: everything that its report shows, as plain data. [FiguresBuilder] makes it
/// of the URLs of a job, in bounded memory.
///
/// @param groups the URLs that brought no page, for each state that occurred
public record CrawlFigures(
    Job job,
    Totals totals,
    Answers answers,
    Map<UrlState, Group> groups,
    Hosts hosts,
    SiteNode site) {

  /// What was crawled.
  ///
  /// @param program whose commands go on with it, such as `scraper`
  /// @param folder where the job is kept
  /// @param starts the URLs that were given
  /// @param pages what becomes of the pages
  /// @param begun when the first request was sent; null if none was
  /// @param took until the last answer had come
  public record Job(
      String program,
      String folder,
      List<String> starts,
      PageFormat pages,
      Instant begun,
      Duration took) {}

  /// How much there was.
  ///
  /// @param urls that were seen, by what became of them; states that did not occur are left out
  /// @param redirects of those that were fetched
  /// @param errors of those that were fetched, answered with an error status
  /// @param pages that are written: a line each
  /// @param requests also for robots.txt and sitemaps, and all tries
  /// @param written bytes of pages
  public record Totals(
      Map<UrlState, Long> urls,
      long redirects,
      long errors,
      long pages,
      long requests,
      long written) {
    /// Those that were fetched and are neither redirects nor errors.
    public long fetched() {
      return of(UrlState.FETCHED) + of(UrlState.NOINDEX) - redirects - errors;
    }

    public long of(UrlState state) {
      return urls.getOrDefault(state, 0L);
    }

    /// Those that are still to be asked for.
    public long waiting() {
      return of(UrlState.PENDING) + of(UrlState.ASKED);
    }

    public long seen() {
      return urls.values().stream().mapToLong(Long::longValue).sum();
    }

    /// Whether nothing is left to be asked for.
    public boolean isDone() {
      return isDone(waiting(), seen());
    }

    /// The same for who counts otherwise. Each job begins with a URL: one that has none was stopped
    /// before it wrote them down.
    public static boolean isDone(long waiting, long seen) {
      return waiting == 0 && seen > 0;
    }
  }

  /// What came back.
  ///
  /// @param statuses how many URLs were answered with each; 0: none came
  /// @param errors the statuses from 400 on, with examples
  /// @param remarks on pages, such as `it seems to need JavaScript`
  /// @param slowest the slowest first
  public record Answers(
      Map<Integer, Long> statuses,
      Group errors,
      Group remarks,
      Latency latency,
      List<Visit> slowest) {}

  /// An answer.
  public record Visit(String url, int status, Duration took) {}

  /// URLs that have something in common, by reason.
  ///
  /// @param urls how many
  /// @param reasons the most frequent first
  public record Group(long urls, List<Reason> reasons) {
    /// Whether no line of a robots.txt forbids these, but it could not be had.
    public boolean forbidsNothing() {
      return reasons.stream().noneMatch(reason -> reason.detail().startsWith("line "));
    }

    /// Those whose reasons are not listed.
    public long others() {
      return urls - reasons.stream().mapToLong(Reason::urls).sum();
    }
  }

  /// What is to be said of URLs.
  ///
  /// @param detail in words
  /// @param examples the first of them
  public record Reason(String detail, long urls, List<Example> examples) {}

  /// One of them.
  ///
  /// @param from the page that led to it; null for a start
  /// @param tries how often it was asked for in vain
  public record Example(String url, String from, int tries) {}

  /// The hosts that were asked.
  ///
  /// @param listed those with troubles first, then those with the most requests
  /// @param count of all
  /// @param closest the one with the smallest margin; null if there is no log of requests
  public record Hosts(List<Host> listed, long count, HostPoliteness closest) {}

  /// A host.
  ///
  /// @param pages that it has given
  /// @param politeness null if no request to it is in the log
  /// @param givenUp why; null if it was not
  public record Host(
      String name, long pages, Latency latency, HostPoliteness politeness, String givenUp) {
    /// How often it was asked.
    public long requests() {
      return politeness == null ? 0 : politeness.requests();
    }
  }
}
