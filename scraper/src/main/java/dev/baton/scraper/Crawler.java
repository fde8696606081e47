package dev.baton.scraper;

import dev.baton.Async;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.program.CannotWriteException;
import dev.baton.scraper.Asker.Visit;
import dev.baton.scraper.Asker.What;
import dev.baton.scraper.Frontier.Way;
import dev.baton.scraper.Selection.LeftOut;
import dev.baton.scraper.UrlRecord.Kind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/// Visits the pages of a site, each once, politely, and so that nothing is lost whenever it stops.
///
/// ```text
///             +-------------------------- links ---------------------------+
///             v                                                            |
///  starts --> Frontier --> queue of host A --> task of host A --> Asker --> page
///                          queue of host B --> task of host B     (turn,     |
///                          ...                                   timeout)    v
///                                                                        Committer --> files, store
/// ```
///
/// - **A task for each host** takes URLs from the host's queue, one after the other, until the
///   queue is empty. When a URL is found for a host without a task, it gets one.
/// - So **the end needs no counter**: all tasks are in one [TaskGroup], a task ends when its queue
///   is empty, only tasks add URLs, and the group ends when its last task has ended. Then no URL is
///   left, and none can come.
/// - The [Asker] lets each request wait for its host's next moment, see [HostPace], and bounds the
///   requests that are under way together.
/// - The [Committer] makes durable what was found out, in the order in which it was; the workers do
///   not wait for it.
///
/// Everything here runs on the loop, one task at a time: no counter and no set needs a lock.
public final class Crawler {
  /// Statuses of answers that may be better the next time.
  private static final Set<Integer> TRANSIENT = Set.of(429, 502, 503, 504);

  /// So often a page is asked for again that is refused with status 429.
  private static final int REFUSED_RETRIES = 4;

  private final CrawlSettings settings;
  private final CrawlStore store;
  private final JobFiles files;
  private final Fetcher fetcher;
  private final CrawlListener listener;
  private final InstantSource wall;

  private final Tally tally = new Tally();
  private final Redirects redirects = new Redirects();
  private final Committer committer;
  private final StartPages startPages;

  // made on the loop, by run
  private CrawlClock clock;
  private Hosts hosts;
  private Frontier frontier;
  private Asker asker;
  private RobotsFiles robots;
  private AnswerHandler answers;

  /// How many pages were asked for, or are about to be.
  private int visits;

  /// The hosts that were given up.
  private final Set<Integer> givenUp = new HashSet<>();

  /// The tasks that may have to wait for a robots.txt.
  private final Set<Task<?>> waitingForRobots = new HashSet<>();

  private boolean full;
  private int askedAgain;
  private int visitedBefore;
  private int pagesBefore;

  /// @param listener hears of what people may want to know
  /// @param wall the wall clock
  public Crawler(
      CrawlSettings settings,
      CrawlStore store,
      JobFiles files,
      Fetcher fetcher,
      CrawlListener listener,
      InstantSource wall) {
    this.settings = settings;
    this.store = store;
    this.files = files;
    this.fetcher = fetcher;
    this.listener = listener;
    this.wall = wall;
    this.committer = new Committer(store, files);
    this.startPages = new StartPages(settings);
  }

  /// Visits everything that the store does not count as done, once. Returns when all of it is
  /// stored; so it is if the task is cancelled: what was under way is asked for again by the next
  /// run.
  ///
  /// @throws CannotWriteException if the pages cannot be written
  /// @throws StoreException if the store cannot be read or written
  @Suspends
  public void run() throws CannotWriteException {
    clock = new CrawlClock(wall);
    Instant now = clock.now();
    hosts = new Hosts(settings, store, committer, now);
    frontier = new Frontier(settings, hosts, committer, tally);
    asker = new Asker(fetcher, settings.limits(), clock, committer);
    robots =
        new RobotsFiles(
            settings, store, hosts, asker, committer, clock, listener, this::addSitemaps);
    answers = new AnswerHandler(frontier, robots, redirects, startPages, committer, tally);
    resume(now);
    sayAskedAgain();
    committer.run(this::crawl);
  }

  private void sayAskedAgain() {
    if (askedAgain > 0) {
      listener.notice(
          askedAgain == 1
              ? "1 URL was under way when the crawl was stopped, and is asked for once more"
              : "%,d URLs were under way when the crawl was stopped, and are asked for once more"
                  .formatted(askedAgain));
    }
  }

  @Suspends
  private void crawl() {
    settings.starts().forEach(start -> frontier.add(start, Kind.PAGE, Way.START));
    TaskGroup.run(
        group -> {
          hosts.start(
              host -> {
                host.taskBegins();
                group.spawn(host.name(), () -> work(host));
              });
        });
    if (full) {
      leaveRest();
    }
  }

  // --- a host's task

  @Suspends
  private void work(Host host) {
    try {
      for (UrlRecord next; !full && (next = hosts.take(host)) != null; ) {
        visit(host, next);
      }
    } finally {
      host.taskEnds();
    }
  }

  @Suspends
  private void visit(Host host, UrlRecord record) {
    if (!hasRoom()) {
      becomeFull();
      return;
    }
    HttpUrl url = HttpUrl.get(record.url());
    Optional<LeftOut> forbidden = forbidden(host, url);
    host.pace().givenUp().ifPresent(why -> giveUp(host, why));
    if (forbidden.isPresent()) {
      answers.leave(record, forbidden.get());
    } else if (reserve(record)) {
      ask(host, record, url);
    }
  }

  /// Asks until there is an answer that counts. It is the host's pace that makes the next try wait.
  @Suspends
  private void ask(Host host, UrlRecord record, HttpUrl url) {
    What what = record.kind() == Kind.PAGE ? What.PAGE : What.SITEMAP;
    UrlRecord current = record;
    while (true) {
      Optional<Visit> visit =
          asker.ask(host, url, what, () -> committer.add(new Change.Asked(record.id())));
      host.pace().givenUp().ifPresent(why -> giveUp(host, why));
      if (visit.isEmpty()) {
        answers.leave(
            record, new LeftOut(UrlState.HOST_GIVEN_UP, host.pace().givenUp().orElseThrow()));
        return;
      }
      Answer answer = visit.get().answer();
      if (host.pace().givenUp().isPresent() || !isWorthAnotherTry(answer, current)) {
        answers.settle(current, url, visit.get());
        noteLost(host, answer);
        return;
      }
      current = current.afterTry();
      committer.add(new Change.AskAgain(record.id(), current.tries(), reason(answer)));
      tally.addRetry();
    }
  }

  /// A host of which nothing can be had for long is given up.
  private void noteLost(Host host, Answer answer) {
    boolean noAnswer =
        answer instanceof Answer.Failed failed && failed.problem() == Problem.NO_ANSWER;
    if (noAnswer || Asker.isRefusal(answer.status())) {
      host.pace().lost();
      committer.touch(host);
      host.pace().givenUp().ifPresent(why -> giveUp(host, why));
    }
  }

  private static String reason(Answer answer) {
    return answer.error() == null ? "status " + answer.status() : answer.error();
  }

  // --- limits

  private boolean hasRoom() {
    return visits < settings.limits().maxPages() && !isDiskFull();
  }

  /// Counts a page that is about to be asked for.
  ///
  /// @return false if it is one too many
  private boolean reserve(UrlRecord record) {
    if (!hasRoom()) {
      becomeFull();
      return false;
    }
    visits += record.kind() == Kind.PAGE ? 1 : 0;
    return true;
  }

  /// Nothing more is begun. A host's robots.txt may take minutes to come, and nobody needs it any
  /// more.
  private void becomeFull() {
    full = true;
    Set.copyOf(waitingForRobots).forEach(Task::cancel);
  }

  @Suspends
  private Optional<LeftOut> forbidden(Host host, HttpUrl url) {
    Task<?> self = Async.currentTask();
    waitingForRobots.add(self);
    try {
      return robots.forbids(host, url);
    } finally {
      waitingForRobots.remove(self);
    }
  }

  private boolean isDiskFull() {
    return files.bytes() > settings.limits().maxDisk();
  }

  private void leaveRest() {
    String why =
        isDiskFull()
            ? "the pages take more than --max-disk"
            : "more pages than --max-pages " + settings.limits().maxPages();
    hosts.all().forEach(Host::clear);
    committer.add(new Change.LeftOut(0, UrlState.LIMIT, why));
    tally.move(UrlState.PENDING, UrlState.LIMIT, tally.count(UrlState.PENDING));
  }

  // --- what does not get an answer, or not yet

  /// A page that was refused is asked for again when the host may be; one that fails, or is
  /// answered with a status that may pass, a few times.
  private boolean isWorthAnotherTry(Answer answer, UrlRecord record) {
    boolean mayPass =
        switch (answer) {
          case Answer.Failed failed -> failed.problem() == Problem.NO_ANSWER;
          case Answer.StatusOnly other -> TRANSIENT.contains(other.status());
          default -> false;
        };
    int most = answer.status() == 429 ? REFUSED_RETRIES : settings.limits().maxRetries();
    return mayPass && record.tries() < most;
  }

  private void giveUp(Host host, String why) {
    int waiting = host.clear();
    if (waiting > 0) {
      committer.add(new Change.LeftOut(host.id(), UrlState.HOST_GIVEN_UP, why));
      tally.move(UrlState.PENDING, UrlState.HOST_GIVEN_UP, waiting);
    }
    if (givenUp.add(host.id())) {
      listener.notice("%s was given up: %s".formatted(host.name(), why));
    }
  }

  // --- sitemaps

  private void addSitemaps(List<HttpUrl> found) {
    if (settings.manners().sitemaps()) {
      found.forEach(url -> frontier.add(url, Kind.SITEMAP, Way.START));
    }
  }

  // --- to go on after a stop

  @Suspends
  private void resume(Instant now) {
    Resumption resumption =
        new Resumption(store, hosts, frontier, robots, redirects, startPages, committer, tally);
    resumption.run(now);
    askedAgain = resumption.askedAgain();
    visits = tally.visited();
    visitedBefore = visits;
    pagesBefore = tally.pages();
  }

  // --- how it goes

  /// What has become of the URLs so far.
  public Tally tally() {
    return tally;
  }

  /// How many requests are under way.
  public int inFlight() {
    return asker == null ? 0 : asker.inFlight();
  }

  /// How many URLs were being asked for when the crawl was stopped before, and are asked for once
  /// more.
  public int askedAgain() {
    return askedAgain;
  }

  /// How many URLs were visited by processes before this one.
  public int visitedBefore() {
    return visitedBefore;
  }

  /// How many pages were written by processes before this one.
  public int pagesBefore() {
    return pagesBefore;
  }

  /// How many URLs were seen and not recorded, because too many are known.
  public int unrecorded() {
    return frontier == null ? 0 : frontier.unrecorded();
  }

  /// Which hosts have to wait, the next to be asked first.
  public List<Wait> waits() {
    return hosts == null ? List.of() : hosts.waits(clock.now());
  }

  /// Why there is no start page; empty if there is, or if it was not visited yet.
  public Optional<String> startProblem() {
    return startPages.problem();
  }

  /// Why a crawl that has come to its end has found nothing but its start page; empty if it has, or
  /// if that is what was asked for. While URLs wait it has not.
  public Optional<String> deadEnd() {
    boolean isOver = !full && tally.count(UrlState.PENDING) == 0;
    return isOver ? startPages.deadEnd(tally.visited()) : Optional.empty();
  }
}
