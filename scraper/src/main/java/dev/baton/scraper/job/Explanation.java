package dev.baton.scraper.job;

import dev.baton.Suspends;
import dev.baton.scraper.CrawlLimits;
import dev.baton.scraper.FoundUrl;
import dev.baton.scraper.SavedRobots;
import dev.baton.scraper.Selection.LeftOut;
import dev.baton.scraper.UrlRecord;
import dev.baton.scraper.UrlState;
import dev.baton.scraper.fetch.Consents;
import dev.baton.scraper.fetch.FetchSettings;
import dev.baton.scraper.report.Words;
import dev.baton.scraper.robots.Verdict;
import dev.baton.scraper.url.Traps;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/// Says why a URL is there, or is not: what was decided when a job saw it, or else what would be.
///
/// Lines for people, of which the first is the URL as the crawler spells it.
public final class Explanation {
  /// So many steps of the way to a URL are shown.
  private static final int STEPS = 6;

  private final List<String> lines = new ArrayList<>();

  private Explanation(HttpUrl url, String typed) {
    lines.add(url.toString());
    if (!url.toString().equals(typed)) {
      add("typed", typed + " (another spelling of it)");
    }
  }

  private void add(String head, String text) {
    lines.add("  %-17s%s".formatted(head, text));
  }

  /// Without a job: what the URL alone tells.
  ///
  /// @param typed how the user has spelled it
  public static List<String> withoutJob(HttpUrl url, String typed) {
    Explanation explanation = new Explanation(url, typed);
    explanation.addVerdict(
        Consents.none()
            .refusal(url)
            .map(why -> new LeftOut(UrlState.PRIVATE_ADDRESS, why + ", unless you type it"))
            .or(() -> new Traps().check(url, 0).map(trap -> new LeftOut(UrlState.TRAP, "" + trap))),
        "would be asked for, as far as the URL alone tells");
    explanation.add("job", "none, so this is what would be decided, and not what was");
    explanation.add("traps", "those that count are not checked; with --job DIR they are");
    explanation.add("scope", "depends on the starts; with --job DIR it is known");
    explanation.add("robots", "see the command robots");
    return explanation.lines;
  }

  /// What a job knows.
  @Suspends
  public static List<String> in(JobView job, HttpUrl url, String typed) {
    Explanation explanation = new Explanation(url, typed);
    List<FoundUrl> way = job.reader().wayTo(url.toString());
    if (way.isEmpty() && isRobotsFile(url)) {
      explanation.addRobotsFile(job, url);
    } else if (way.isEmpty()) {
      explanation.addUnseen(job, url);
    } else {
      explanation.addSeen(job, way);
    }
    return explanation.lines;
  }

  // --- what was decided

  @Suspends
  private void addSeen(JobView job, List<FoundUrl> way) {
    FoundUrl url = way.getLast();
    add(head(url), what(url));
    if (isOpen(url)) {
      addTurn(job, url);
    }
    if (url.status() != 0) {
      add("status", url.status() + ", after " + Words.count(url.took().toMillis()) + " ms");
    }
    if (url.tries() > 0) {
      add("tries", Words.count(url.tries(), "time") + " in vain");
    }
    if (url.host() != null) {
      add("host", url.host());
    }
    addWay(job, way);
  }

  /// A host that cannot be reached has forbidden nothing.
  private static String head(FoundUrl url) {
    boolean isForbidden = url.detail() != null && url.detail().startsWith("line ");
    return url.state() == UrlState.FORBIDDEN && !isForbidden ? "not asked for" : url.state().text();
  }

  private static String what(FoundUrl url) {
    return switch (url.state()) {
      case NOINDEX ->
          "it was visited and followed, and is not written, because it asks for that"
              + (url.detail() == null ? "" : "; " + url.detail());
      case PENDING -> "for its turn" + (url.detail() == null ? "" : "; before: " + url.detail());
      case ASKED -> "asked for, and no answer is stored yet";
      default -> url.detail() == null ? answer(url.status()) : url.detail();
    };
  }

  private static boolean isOpen(FoundUrl url) {
    return url.state() == UrlState.PENDING || url.state() == UrlState.ASKED;
  }

  @Suspends
  private void addTurn(JobView job, FoundUrl url) {
    job.hosts().stream()
        .filter(host -> host.name().equals(url.host()))
        .filter(host -> host.next().isAfter(Instant.EPOCH))
        .forEach(
            host ->
                add(
                    "not before",
                    host.next().truncatedTo(ChronoUnit.SECONDS)
                        + (host.why() == null ? "" : " (" + host.why() + ")")));
    add("if stopped", "the command resume goes on with it");
  }

  private static String answer(int status) {
    if (status == 0) {
      return "";
    }
    return status < 400 ? "all is well" : "an answer came, but no page";
  }

  @Suspends
  private void addWay(JobView job, List<FoundUrl> way) {
    if (way.size() == 1) {
      add("from", origin(job, way.getFirst()));
      return;
    }
    add("from", way.get(way.size() - 2).url());
    int links = way.size() - 1;
    if (links > 1) {
      int hidden = Math.max(0, way.size() - STEPS);
      add("way", Words.count(links, "step") + ":");
      if (hidden > 0) {
        add("", "…");
      }
      way.subList(hidden, way.size()).forEach(step -> add("", step.url()));
    }
  }

  @Suspends
  private static String origin(JobView job, FoundUrl first) {
    boolean isStart =
        job.settings().starts().all().stream().anyMatch(url -> url.toString().equals(first.url()));
    return isStart ? "no page: the crawl began with it" : "a line \"Sitemap:\" of robots.txt";
  }

  // --- robots.txt itself, which is no page

  private static boolean isRobotsFile(HttpUrl url) {
    return url.equals(url.resolve("/robots.txt"));
  }

  @Suspends
  private void addRobotsFile(JobView job, HttpUrl url) {
    add(
        "robots.txt",
        saved(job, url)
            .map(robots -> "asked for at %s: %s".formatted(shown(robots.at()), meaning(robots)))
            .orElse("not asked for, as no URL of its origin was to be"));
  }

  private static Instant shown(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS);
  }

  private static String meaning(SavedRobots robots) {
    return robots.meaning() == SavedRobots.Meaning.READ ? "its lines are obeyed" : robots.why();
  }

  @Suspends
  private static Optional<SavedRobots> saved(JobView job, HttpUrl url) {
    return job.reader().robots(url.resolve("/").toString());
  }

  // --- what would be

  @Suspends
  private void addUnseen(JobView job, HttpUrl url) {
    JobSettings settings = job.settings();
    JobSelection selection = JobSelection.of(settings);
    countSeen(job, selection);
    Optional<LeftOut> left = selection.outOfScope(url).or(() -> selection.trap(url, 0));
    Optional<Verdict> robots = left.isPresent() ? Optional.empty() : verdict(job, url);
    addVerdict(
        left.or(() -> robots.flatMap(Explanation::forbidden)),
        "would be asked for, if a link led to it");
    add("unseen", "no page that was visited leads to it");
    if (left.isEmpty()) {
      add("robots", robots.map(Verdict::sentence).orElse("none of its origin is known"));
      addLimits(settings.limits());
    }
  }

  /// Some traps count: so they see first what the crawl has seen, in the same order.
  @Suspends
  private static void countSeen(JobView job, JobSelection selection) {
    job.reader()
        .forEach(
            seen -> {
              if (seen.kind() == UrlRecord.Kind.PAGE && seen.host() != null) {
                selection.trap(HttpUrl.get(seen.url()), seen.depth());
              }
            });
  }

  private void addVerdict(Optional<LeftOut> left, String otherwise) {
    add("verdict", left.map(Explanation::would).orElse(otherwise));
  }

  private static String would(LeftOut left) {
    return switch (left.state()) {
      case OUT_OF_SCOPE ->
          "would be out of scope: " + left.detail().replaceFirst("^out of scope: ", "");
      case FORBIDDEN -> "would be forbidden: " + left.detail();
      default -> "would be left out (" + left.state().text() + "): " + left.detail();
    };
  }

  @Suspends
  private static Optional<Verdict> verdict(JobView job, HttpUrl url) {
    return saved(job, url).map(robots -> robots.robots(FetchSettings.NAME).verdict(url));
  }

  private static Optional<LeftOut> forbidden(Verdict verdict) {
    return verdict.allowed()
        ? Optional.empty()
        : Optional.of(new LeftOut(UrlState.FORBIDDEN, verdict.sentence()));
  }

  private void addLimits(CrawlLimits limits) {
    add(
        "limits",
        "--max-pages %s and --max-depth %s"
            .formatted(Words.count(limits.maxPages()), Words.count(limits.maxDepth())));
  }
}
