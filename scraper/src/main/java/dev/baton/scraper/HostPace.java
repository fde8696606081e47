package dev.baton.scraper;

import dev.baton.program.TimeSpan;
import dev.baton.scraper.robots.Robots;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How fast a host is asked: it takes what came of each request, and says when the next one may be
/// sent, and why not sooner.
///
/// | what | how long |
/// |---|---|
/// | usually | as long as the last answer took, at most [#MOST_USUAL] |
/// | `--delay` | at least that |
/// | `Crawl-delay` of its robots.txt | at least that, at most [Robots#MOST_CRAWL_DELAY] |
/// | trouble: 429, 503, no answer, answers that take ever longer | a back-off of [#FIRST_BACK_OFF], doubled by the next trouble up to [#MOST_BACK_OFF], halved by ten good answers |
/// | `Retry-After` of 429 and 5xx | as long as it says; above [#MOST_RETRY_AFTER] the host is given up |
///
/// A slow server is so asked half of the time at most, whatever its speed; a fast one is not made
/// to wait for nothing. The user's own hosts have no usual delay and no `Crawl-delay`; trouble and
/// `Retry-After` slow them down too.
///
/// A pure state machine: it knows no clock and waits for nothing.
final class HostPace {
  static final Duration MOST_USUAL = Duration.ofSeconds(5);
  static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);
  static final Duration MOST_BACK_OFF = Duration.ofSeconds(60);
  static final Duration MOST_RETRY_AFTER = Duration.ofMinutes(10);

  /// So many requests in a row that were answered with 429, and the host is given up.
  static final int MOST_REFUSALS = 10;

  /// So many pages in a row that all tries have failed to get, and the host is given up.
  static final int MOST_LOST = 10;

  /// So many good answers in a row halve the back-off.
  static final int GOOD_ANSWERS = 10;

  private static final String STOPPED = "the crawl was stopped before";

  private final boolean own;
  private final Duration least;
  private final GrowingLatency latency = new GrowingLatency();

  private Duration crawlDelay = Duration.ZERO;
  private Duration backOff = Duration.ZERO;
  private String trouble = "trouble";
  private int refusals;
  private int lost;
  private int good;

  private Instant next;
  private String why = "not asked before";
  private String givenUp;

  /// @param own whether it is the user's own (`--own-site`)
  /// @param least no request is sent sooner after an answer
  /// @param start it was not asked before
  HostPace(boolean own, Duration least, Instant start) {
    this.own = own;
    this.least = least;
    this.next = start;
  }

  // --- what came of a request

  /// A usable answer came, whatever its status.
  ///
  /// @param took from the request to the end of the answer
  void answered(Instant at, Duration took) {
    refusals = 0;
    lost = 0;
    if (latency.grows(took)) {
      backOff("its answers take ever longer");
    } else if (++good % GOOD_ANSWERS == 0) {
      backOff = backOff.compareTo(FIRST_BACK_OFF) > 0 ? backOff.dividedBy(2) : Duration.ZERO;
    }
    waitUsually(at, took);
  }

  /// The host does not want to be asked now.
  ///
  /// @param status 429 or 503, or another of the server's errors if it says how long to wait
  /// @param retryAfter how long it wants to be left alone, if it says so
  void refused(Instant at, Duration took, int status, Optional<Duration> retryAfter) {
    backOff("its status " + status);
    waitUsually(at, took);
    retryAfter.ifPresent(wait -> waitAsTold(at, wait));
    refusals += status == 429 ? 1 : 0;
    if (refusals >= MOST_REFUSALS) {
      giveUp("it answered " + refusals + " times in a row with status 429");
    }
  }

  /// No answer came.
  void failed(Instant at, Duration took) {
    backOff("a request without an answer");
    waitUsually(at, took);
  }

  /// A page could not be had, however often it was asked for.
  void lost() {
    lost++;
    if (lost >= MOST_LOST) {
      giveUp("of " + lost + " pages in a row none could be had");
    }
  }

  private void backOff(String cause) {
    good = 0;
    trouble = cause;
    Duration doubled = backOff.multipliedBy(2);
    backOff = min(max(doubled, FIRST_BACK_OFF), MOST_BACK_OFF);
  }

  private void waitAsTold(Instant at, Duration wait) {
    if (wait.compareTo(MOST_RETRY_AFTER) > 0) {
      giveUp(
          "it asked to wait %s; at most %s are waited"
              .formatted(TimeSpan.text(wait), TimeSpan.text(MOST_RETRY_AFTER)));
    }
    waitFor(at, wait, "Retry-After " + TimeSpan.text(wait));
  }

  private void giveUp(String reason) {
    givenUp = givenUp == null ? reason : givenUp;
  }

  private void waitUsually(Instant at, Duration took) {
    if (!own) {
      waitFor(at, min(took, MOST_USUAL), "as long as its last answer took");
      waitFor(at, crawlDelay, "Crawl-delay " + TimeSpan.text(crawlDelay));
    }
    waitFor(at, least, own ? "no delay, --own-site" : "--delay " + TimeSpan.text(least));
    waitFor(at, backOff, "back-off after " + trouble);
  }

  private void waitFor(Instant at, Duration wait, String reason) {
    Instant then = at.plus(wait);
    if (then.isAfter(next)) {
      next = then;
      why = reason;
    }
  }

  // --- what its robots.txt says

  /// Of several files, one for http and one for https, the longest counts.
  ///
  /// @param delay as the file says; more than [Robots#MOST_CRAWL_DELAY] is cut
  /// @return whether it was cut
  boolean crawlDelay(Duration delay) {
    crawlDelay = own ? Duration.ZERO : max(crawlDelay, min(delay, Robots.MOST_CRAWL_DELAY));
    return !own && delay.compareTo(Robots.MOST_CRAWL_DELAY) > 0;
  }

  // --- when it may be asked

  /// The next request must not be sent before.
  Instant next() {
    return next;
  }

  /// Why not sooner.
  String why() {
    return why;
  }

  /// Why the host is not asked any more.
  Optional<String> givenUp() {
    return Optional.ofNullable(givenUp);
  }

  /// What troubles have added to its delay.
  Duration backOff() {
    return backOff;
  }

  // --- kept for the next process

  SavedHost saved(int id, String name) {
    return new SavedHost(id, name, next, why, backOff, crawlDelay, lost, givenUp);
  }

  /// Goes on where another process was stopped, which may have sent a request that nobody knows of:
  /// so the host has to wait from now on.
  void resume(SavedHost saved, Instant now) {
    backOff = saved.backOff();
    crawlDelay = saved.crawlDelay();
    lost = saved.failures();
    givenUp = saved.givenUp();
    Instant latest = now.plus(MOST_RETRY_AFTER); // the wall clock may have been set back
    next = saved.next().isAfter(latest) ? latest : saved.next();
    why = saved.why();
    Duration safe = own ? Duration.ZERO : FIRST_BACK_OFF;
    waitFor(now, max(max(safe, least), max(backOff, crawlDelay)), STOPPED);
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
