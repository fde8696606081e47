package dev.baton.scraper;

import static dev.baton.Async.timeout;

import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.TaskGroup;
import dev.baton.TimeoutException;
import dev.baton.program.TimeSpan;
import dev.baton.sync.Semaphore;
import java.time.Duration;
import java.util.Optional;
import okhttp3.HttpUrl;

/// Visits the pages of a site, each once, several at a time.
///
/// ```text
///             +---------------------- links ----------------------+
///             v                                                   |
///  start --> Frontier --> worker 1 --> Semaphore --> Fetcher --> page --> PageSink
///                         worker 2     (N permits)   (timeout)
///                         ...
/// ```
///
/// - Workers take pages from the [Frontier] until it says that there will be none.
/// - A [Semaphore] bounds the requests. There are more workers than permits: while some add links
///   and hand pages over, others ask, so that the permits stay in use.
/// - A timeout bounds each page, headers and body. What goes wrong with a page is noted in that
///   page.
/// - All of it is in one [TaskGroup]: cancelling the crawl cancels the requests, and a bug in one
///   worker ends the crawl instead of leaving it to wait for ever.
///
/// Everything here runs on the loop, one task at a time: no counter and no set needs a lock.
public final class Crawler {
  private static final int WORKERS_A_PERMIT = 2;

  private final CrawlSettings settings;
  private final Fetcher fetcher;
  private final PageSink sink;

  private final Site site;
  private final Frontier frontier;
  private final Semaphore requests;
  private final Redirects redirects = new Redirects();
  private final StartPage startPage;
  private final Tally tally = new Tally();

  public Crawler(CrawlSettings settings, Fetcher fetcher, PageSink sink) {
    this.settings = settings;
    this.fetcher = fetcher;
    this.sink = sink;
    this.site = new Site(settings.start());
    this.frontier = new Frontier(site, settings.maxPages());
    this.requests = new Semaphore("requests", settings.concurrency());
    this.startPage = new StartPage(site);
  }

  /// Visits everything, once. Returns when the last page was handed to the sink.
  @Suspends
  public void run() {
    frontier.add(settings.start());
    TaskGroup.run(
        group -> {
          for (int i = 1; i <= settings.concurrency() * WORKERS_A_PERMIT; i++) {
            group.spawn("worker-" + i, this::work);
          }
          frontier.join();
        });
  }

  @Suspends
  private void work() {
    for (HttpUrl url; (url = frontier.get()) != null; ) {
      try {
        Page page = follow(visit(url));
        sink.put(page);
        tally.add(page);
        startPage.note(page);
      } finally {
        frontier.done();
      }
    }
  }

  @Suspends
  private Page visit(HttpUrl url) {
    try (var _ = requests.acquire()) {
      EventLoop loop = EventLoop.running();
      long asked = loop.time();
      Answer answer = ask(url);
      return new Page(url, 0, answer, Duration.ofNanos(loop.time() - asked), null);
    }
  }

  @Suspends
  private Answer ask(HttpUrl url) {
    try {
      return timeout(settings.timeout(), () -> fetcher.fetch(url));
    } catch (TimeoutException e) {
      return new Answer.Failed(
          0, Problem.NO_ANSWER, "took longer than " + TimeSpan.text(settings.timeout()));
    }
  }

  /// Adds where the page leads to the frontier.
  private Page follow(Page page) {
    return switch (page.answer()) {
      case Answer.Html html -> {
        html.targets().forEach(frontier::add);
        yield page;
      }
      case Answer.Redirect redirect when site.contains(redirect.target()) ->
          followRedirect(page, redirect);
      case Answer.Redirect _,
          Answer.NotHtml _,
          Answer.StatusOnly _,
          Answer.Bytes _,
          Answer.Failed _ ->
          page;
    };
  }

  private Page followRedirect(Page page, Answer.Redirect redirect) {
    Optional<String> problem = redirects.add(page.url(), redirect.target());
    if (problem.isPresent()) {
      return page.failed(problem.get());
    }
    frontier.add(redirect.target());
    return page;
  }

  // --- how it goes

  /// The pages so far.
  public Tally tally() {
    return tally;
  }

  /// How many requests are under way.
  public int inFlight() {
    return settings.concurrency() - requests.available();
  }

  /// How many pages are known, not done, and not asked for at this moment.
  public int waiting() {
    return frontier.left() - inFlight();
  }

  /// True when the site has more pages than are visited.
  public boolean isCut() {
    return frontier.isCut();
  }

  /// Why there is no start page; empty if there is, or if it was not visited yet.
  public Optional<String> startProblem() {
    return startPage.problem();
  }

  /// Why a crawl that has come to its end has found nothing but its start page; empty if it has, or
  /// if that is what was asked for.
  public Optional<String> deadEnd() {
    return isCut() ? Optional.empty() : startPage.deadEnd(tally.pages());
  }
}
