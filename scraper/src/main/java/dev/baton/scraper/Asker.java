package dev.baton.scraper;

import dev.baton.Async;
import dev.baton.Suspends;
import dev.baton.TimeoutException;
import dev.baton.net.http.RetryAfter;
import dev.baton.program.TimeSpan;
import dev.baton.scraper.robots.Robots;
import dev.baton.sync.Semaphore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.HttpUrl;

/// Sends requests, each when its host may be asked: everything that goes out goes through here.
///
/// A request waits for three things: a free connection to its host, the host's next moment, and one
/// of the permits that bound the requests to all hosts together.
final class Asker {
  /// What is asked for.
  enum What {
    PAGE,
    ROBOTS,
    SITEMAP
  }

  /// What came of a request.
  record Visit(Answer answer, Duration took) {}

  /// What is known of a request that was cancelled: it may have been sent.
  private static final Answer STOPPED =
      new Answer.Failed(0, Problem.NO_ANSWER, "the crawl was stopped");

  private static final Answer LOST =
      new Answer.Failed(0, Problem.NO_ANSWER, "the connection was closed before");

  /// The most that is read of a robots.txt: one byte more than counts, which tells that it is cut.
  private static final int MOST_ROBOTS = Robots.MOST_BYTES + 1;

  /// The most that is read of a sitemap, as its protocol says.
  private static final int MOST_SITEMAP = 50 * 1024 * 1024;

  private final Fetcher fetcher;
  private final Duration timeout;
  private final CrawlClock clock;
  private final Committer committer;
  private final int permits;
  private final Semaphore requests;

  Asker(Fetcher fetcher, CrawlLimits limits, CrawlClock clock, Committer committer) {
    this.fetcher = fetcher;
    this.timeout = limits.timeout();
    this.clock = clock;
    this.committer = committer;
    this.permits = limits.concurrency();
    this.requests = new Semaphore("requests", permits);
  }

  /// Waits until the host may be asked, and asks.
  ///
  /// @param sends is called just before the request is sent
  /// @return empty if the host was given up before it could be asked
  @Suspends
  Optional<Visit> ask(Host host, HttpUrl url, What what, Runnable sends) {
    try (var _ = host.connection()) {
      while (host.pace().givenUp().isEmpty()) {
        awaitTurn(host);
        try (var _ = requests.acquire()) {
          if (!host.mustWait(clock.now())) { // a neighbour may have been refused meanwhile
            return Optional.of(send(host, url, what, sends));
          }
        }
      }
      return Optional.empty();
    }
  }

  @Suspends
  private void awaitTurn(Host host) {
    Duration wait = clock.until(host.pace().next());
    if (wait.isPositive()) {
      Async.sleep(wait);
    }
  }

  @Suspends
  private Visit send(Host host, HttpUrl url, What what, Runnable sends) {
    sends.run();
    Sent sent = new Sent(host, url);
    Answer answer = STOPPED;
    try {
      answer = fetch(url, what, sent::again);
    } finally {
      sent.log(answer);
    }
    if (!isPrivate(answer)) {
      note(host, answer, sent.took);
      committer.touch(host);
    }
    return new Visit(answer, sent.took);
  }

  /// A request that is under way.
  private final class Sent {
    private final Host host;
    private final HttpUrl url;
    private final Instant allowed;
    private final String why;
    private Instant at = clock.now();
    private Duration took;

    Sent(Host host, HttpUrl url) {
      this.host = host;
      this.url = url;
      this.allowed = host.pace().next();
      this.why = host.pace().why();
    }

    void log(Answer answer) {
      Instant end = clock.now();
      took = Duration.between(at, end);
      if (!isPrivate(answer)) { // nothing was sent then
        committer.log(
            new RequestRecord(
                at,
                host.name(),
                url.toString(),
                answer.status(),
                took,
                allowed,
                why,
                retryAfter(answer, end).orElse(null)));
      }
    }

    /// It was lost on the way, so its host has waited for as long as it had to; both are logged.
    void again() {
      log(LOST);
      at = clock.now();
    }
  }

  private static boolean isPrivate(Answer answer) {
    return answer instanceof Answer.Failed failed && failed.problem() == Problem.PRIVATE_ADDRESS;
  }

  @Suspends
  private Answer fetch(HttpUrl url, What what, Runnable again) {
    try {
      return Async.timeout(
          timeout,
          () ->
              switch (what) {
                case PAGE -> fetcher.fetch(url, again);
                case ROBOTS -> fetcher.download(url, MOST_ROBOTS, again);
                case SITEMAP -> fetcher.download(url, MOST_SITEMAP, again);
              });
    } catch (TimeoutException e) {
      return new Answer.Failed(0, Problem.NO_ANSWER, "took longer than " + TimeSpan.text(timeout));
    }
  }

  private void note(Host host, Answer answer, Duration took) {
    Instant now = clock.now();
    Optional<Duration> wait = retryAfter(answer, now);
    if (answer instanceof Answer.StatusOnly refusal
        && (isRefusal(refusal.status()) || wait.isPresent())) {
      host.pace().refused(now, took, refusal.status(), wait);
    } else if (answer instanceof Answer.Failed failed && failed.problem() == Problem.NO_ANSWER) {
      host.pace().failed(now, took);
    } else {
      host.pace().answered(now, took);
    }
  }

  /// How long a host that cannot answer asks to be left alone. With other statuses the header says
  /// nothing of the host's state.
  private static Optional<Duration> retryAfter(Answer answer, Instant now) {
    return answer instanceof Answer.StatusOnly(int status, String header)
            && (status == 429 || status >= 500)
        ? RetryAfter.parse(header, now)
        : Optional.empty();
  }

  /// Whether a status asks to be left alone for a while.
  static boolean isRefusal(int status) {
    return status == 429 || status == 503;
  }

  /// How many requests are under way.
  int inFlight() {
    return permits - requests.available();
  }
}
