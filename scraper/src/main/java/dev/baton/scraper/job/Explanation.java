package dev.baton.scraper.job;

import dev.baton.Suspends;
import dev.baton.scraper.CrawlLimits;
import dev.baton.scraper.FoundUrl;
import dev.baton.scraper.SavedRobots;
import dev.baton.scraper.Selection.LeftOut;
import dev.baton.scraper.UrlState;
import dev.baton.scraper.fetch.Consents;
import dev.baton.scraper.fetch.FetchSettings;
import dev.baton.scraper.report.Words;
import dev.baton.scraper.robots.Verdict;
import dev.baton.scraper.url.Traps;
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
    explanation.add("job", "none, so this is what would be decided, and not what was");
    explanation.addGuess(
        Consents.none()
            .refusal(url)
            .map(why -> new LeftOut(UrlState.PRIVATE_ADDRESS, why + ", unless you type it"))
            .or(
                () ->
                    new Traps().check(url, 0).map(trap -> new LeftOut(UrlState.TRAP, "" + trap))));
    explanation.add("scope", "depends on the starts; with --job DIR it is known");
    explanation.add("robots", "see the command robots");
    return explanation.lines;
  }

  /// What a job knows.
  @Suspends
  public static List<String> in(JobView job, HttpUrl url, String typed) {
    Explanation explanation = new Explanation(url, typed);
    List<FoundUrl> way = job.reader().wayTo(url.toString());
    if (way.isEmpty()) {
      explanation.addUnseen(job, url);
    } else {
      explanation.addSeen(way);
    }
    return explanation.lines;
  }

  // --- what was decided

  private void addSeen(List<FoundUrl> way) {
    FoundUrl url = way.getLast();
    add(url.state().text(), url.detail() == null ? answer(url.status()) : url.detail());
    if (url.status() != 0) {
      add("status", url.status() + ", after " + Words.count(url.took().toMillis()) + " ms");
    }
    if (url.tries() > 0) {
      add("tries", Words.count(url.tries(), "time") + " in vain");
    }
    if (url.host() != null) {
      add("host", url.host());
    }
    addWay(way);
  }

  private static String answer(int status) {
    if (status == 0) {
      return "";
    }
    return status < 400 ? "all is well" : "an answer came, but no page";
  }

  private void addWay(List<FoundUrl> way) {
    if (way.size() == 1) {
      add("from", "nobody: the crawl began with it, or a sitemap of robots.txt is it");
      return;
    }
    add("from", way.get(way.size() - 2).url());
    int links = way.size() - 1;
    if (links > 1) {
      add("way", Words.count(links, "step") + ", the last of them:");
      way.subList(Math.max(0, way.size() - STEPS), way.size()).forEach(step -> add("", step.url()));
    }
  }

  // --- what would be

  @Suspends
  private void addUnseen(JobView job, HttpUrl url) {
    add("unseen", "no page that was visited leads to it, so this is what would be decided");
    JobSettings settings = job.settings();
    JobSelection selection = JobSelection.of(settings);
    Optional<LeftOut> left = selection.outOfScope(url).or(() -> selection.trap(url, 0));
    addGuess(left);
    if (left.isEmpty()) {
      addRobots(job, url);
      addLimits(settings.limits());
    }
  }

  private void addGuess(Optional<LeftOut> left) {
    left.ifPresentOrElse(
        why -> add(why.state().text(), why.detail()),
        () -> add("asked for", "yes, as far as the URL alone tells, if a link leads to it"));
  }

  @Suspends
  private void addRobots(JobView job, HttpUrl url) {
    String origin = url.resolve("/").toString();
    Optional<SavedRobots> saved = job.reader().robots(origin);
    add(
        "robots",
        saved
            .map(robots -> sentence(robots.robots(FetchSettings.NAME).verdict(url)))
            .orElse("the robots.txt of its origin was not asked for"));
  }

  private static String sentence(Verdict verdict) {
    return (verdict.allowed() ? "allowed: " : "forbidden: ") + verdict.sentence();
  }

  private void addLimits(CrawlLimits limits) {
    add(
        "limits",
        "--max-pages %s and --max-depth %s"
            .formatted(Words.count(limits.maxPages()), Words.count(limits.maxDepth())));
  }
}
