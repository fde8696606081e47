package dev.baton.scraper.job;

import dev.baton.Async;
import dev.baton.Suspends;
import dev.baton.TimeoutException;
import dev.baton.program.TimeSpan;
import dev.baton.scraper.Answer;
import dev.baton.scraper.Problem;
import dev.baton.scraper.SavedRobots;
import dev.baton.scraper.fetch.FetchSettings;
import dev.baton.scraper.fetch.HttpFetcher;
import dev.baton.scraper.report.Words;
import dev.baton.scraper.robots.Robots;
import dev.baton.scraper.robots.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;

/// Asks an origin for its robots.txt, once, and says what it means for a URL.
///
/// @param allowed whether the URL may be asked for
/// @param lines for people
public record RobotsCheck(boolean allowed, List<String> lines) {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /// So many sitemaps are listed.
  private static final int SITEMAPS = 20;

  /// Asks. Redirects are followed, as few as a crawl follows.
  @Suspends
  public static RobotsCheck ask(HttpFetcher fetcher, HttpUrl url) {
    HttpUrl at = url.resolve("/robots.txt");
    List<String> lines = new ArrayList<>(List.of(url.toString()));
    Answer answer = fetch(fetcher, at);
    for (int hops = 0;
        hops < Robots.MOST_REDIRECTS && answer instanceof Answer.Redirect(_, HttpUrl target);
        hops++) {
      at = target;
      answer = fetch(fetcher, at);
    }
    Robots robots =
        SavedRobots.of(url.resolve("/").toString(), Instant.now(), answer)
            .robots(FetchSettings.NAME);
    Verdict verdict = robots.verdict(url);
    add(lines, verdict.allowed() ? "allowed" : "forbidden", verdict.sentence());
    add(lines, "robots.txt", at + ", " + outcome(answer, robots));
    addRest(lines, robots, url, at);
    return new RobotsCheck(verdict.allowed(), lines);
  }

  @Suspends
  private static Answer fetch(HttpFetcher fetcher, HttpUrl at) {
    try {
      return Async.timeout(TIMEOUT, () -> fetcher.download(at, Robots.MOST_BYTES + 1));
    } catch (TimeoutException late) {
      return new Answer.Failed(0, Problem.NO_ANSWER, "took longer than " + TimeSpan.text(TIMEOUT));
    }
  }

  private static String outcome(Answer answer, Robots robots) {
    return switch (answer) {
      case Answer.Bytes file ->
          Words.count(file.body().length, "byte")
              + (robots.cut() ? ", of which only the first 500 KiB are read" : "");
      case Answer.Failed _ -> "no answer";
      default -> "status " + answer.status();
    };
  }

  private static void addRest(List<String> lines, Robots robots, HttpUrl url, HttpUrl at) {
    robots
        .crawlDelay()
        .ifPresent(
            delay -> add(lines, "delay", "Crawl-delay " + TimeSpan.text(delay) + cap(delay)));
    robots.usage(url).ifPresent(usage -> add(lines, "usage", usage));
    List<HttpUrl> sitemaps = robots.sitemaps(at);
    sitemaps.stream().limit(SITEMAPS).forEach(map -> add(lines, "sitemap", map.toString()));
    if (sitemaps.size() > SITEMAPS) {
      add(lines, "sitemap", "and " + Words.count(sitemaps.size() - SITEMAPS, "other"));
    }
  }

  private static String cap(Duration delay) {
    return delay.compareTo(Robots.MOST_CRAWL_DELAY) > 0
        ? ", of which " + TimeSpan.text(Robots.MOST_CRAWL_DELAY) + " are waited"
        : "";
  }

  private static void add(List<String> lines, String head, String text) {
    lines.add("  %-12s%s".formatted(head, text));
  }
}
