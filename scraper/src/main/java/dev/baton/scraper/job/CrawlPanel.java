package dev.baton.scraper.job;

import dev.baton.scraper.Crawler;
import dev.baton.scraper.Tally;
import dev.baton.scraper.UrlState;
import dev.baton.scraper.Wait;
import dev.baton.scraper.report.Words;
import dev.baton.terminal.Panel;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How far a crawl is: a few lines on a terminal, one in a pipe, an event for a program.
final class CrawlPanel implements Panel.Content {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  /// A host that waits for less is not worth a word.
  private static final Duration SHORT = Duration.ofSeconds(1);

  /// A loop that is late by less is not worth one either.
  private static final Duration LATE = Duration.ofMillis(100);

  /// Of a usual terminal, which leaves its last column free.
  private static final int WIDTH = 79;

  /// So many hosts are named.
  private static final int NAMED = 2;

  private final Crawler crawler;
  private final LoopLag lag;
  private final Clock clock;

  /// @param clock the wall clock, and where people are
  CrawlPanel(Crawler crawler, LoopLag lag, Clock clock) {
    this.crawler = crawler;
    this.lag = lag;
    this.clock = clock;
  }

  @Override
  public List<String> lines(Duration elapsed) {
    List<String> lines = new ArrayList<>();
    lines.add(progress(elapsed));
    List<Wait> all = crawler.waits();
    List<Wait> waits = longOnes(all);
    if (!waits.isEmpty()) {
      add(lines, allWait(all, waits) ? "all wait  " : "waiting   ", text(waits), "; ");
    }
    add(lines, "answers   ", Figures.statuses(crawler.tally()), ", ");
    add(lines, "left out  ", Figures.leftOut(crawler.tally()), ", ");
    if (lag.p99().compareTo(LATE) >= 0) {
      lines.add(
          "late      by up to %d ms: this machine, or this program, has too much to do"
              .formatted(lag.p99().toMillis()));
    }
    return lines;
  }

  /// In as many lines as it takes.
  private static void add(List<String> lines, String head, String text, String between) {
    if (text.isEmpty()) {
      return;
    }
    StringBuilder line = new StringBuilder(head);
    for (String part : text.split("(?<=" + between + ")")) {
      if (line.length() > head.length() && line.length() + part.strip().length() > WIDTH) {
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder(" ".repeat(head.length()));
      }
      line.append(part);
    }
    lines.add(line.toString());
  }

  @Override
  public String line(Duration elapsed) {
    List<Wait> all = crawler.waits();
    List<Wait> waits = longOnes(all);
    return allWait(all, waits)
        ? progress(elapsed) + "; all hosts wait: " + text(waits)
        : progress(elapsed);
  }

  @Override
  public String event(Duration elapsed) {
    return Events.progress(crawler, elapsed, lag.p99());
  }

  private String progress(Duration elapsed) {
    Tally tally = crawler.tally();
    int pages = tally.pages();
    String text =
        "%s: %s, %s; %s in flight, %s waiting"
            .formatted(
                Figures.time(elapsed),
                Words.count(pages, "page"),
                Figures.rate(pages - crawler.pagesBefore(), elapsed),
                crawler.inFlight(),
                Words.count(waiting()));
    return tally.retries() == 0
        ? text
        : text + ", " + Words.count(tally.retries()) + " asked again";
  }

  private int waiting() {
    return Math.max(0, crawler.tally().count(UrlState.PENDING) - crawler.inFlight());
  }

  // --- hosts that wait

  private List<Wait> longOnes(List<Wait> all) {
    return all.stream().filter(wait -> isLong(left(wait))).toList();
  }

  private static boolean isLong(Duration wait) {
    return wait.compareTo(SHORT) >= 0;
  }

  private Duration left(Wait wait) {
    return Duration.between(clock.instant(), wait.until());
  }

  /// Whether nothing happens until the first of them may be asked.
  private boolean allWait(List<Wait> all, List<Wait> longWaits) {
    return !longWaits.isEmpty() && crawler.inFlight() == 0 && all.size() == longWaits.size();
  }

  /// `until 10:15:32, another 12 s: example.org (Retry-After 2m); until ... and 3 more`.
  private String text(List<Wait> waits) {
    StringBuilder text = new StringBuilder();
    for (Wait wait : waits.subList(0, Math.min(NAMED, waits.size()))) {
      text.append(text.isEmpty() ? "" : "; ").append(text(wait));
    }
    int more = waits.size() - NAMED;
    return more > 0 ? text + "; and " + Words.count(more, "other") : text.toString();
  }

  private String text(Wait wait) {
    return "%s until %s, another %s (%s)"
        .formatted(
            wait.host(),
            TIME.format(wait.until().atZone(clock.getZone())),
            Figures.time(left(wait)),
            wait.why());
  }
}
