package dev.baton.scraper.tour;

import dev.baton.scraper.FoundUrl;
import dev.baton.scraper.UrlState;
import dev.baton.scraper.demo.Expectation;
import dev.baton.scraper.demo.Visit;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Compares a crawl that was killed with one that was not.
///
/// @param crawl that was killed
/// @param expectations of its world
/// @param sight what it and its servers have seen
record CrashFindings(KilledCrawl crawl, List<Expectation> expectations, Sight sight) {
  /// So long a host is left alone by who does not know what was asked last: see
  /// [dev.baton.scraper.Crawler].
  private static final Duration LEAST = Duration.ofSeconds(1);

  /// One for each promise.
  ///
  /// @param undisturbed the pages of the one
  /// @param killed the pages of the other
  List<Finding> of(PagesFile undisturbed, PagesFile killed) {
    return List.of(
        kills(),
        lost(undisturbed, killed),
        twice(killed),
        different(undisturbed, killed),
        fates(),
        again(),
        PoliteFindings.pauses(sight.visits()),
        leftAlone(),
        PoliteFindings.early(sight.hosts()));
  }

  private static Finding finding(String what, String text, List<String> wrong) {
    return new Finding(what, Should.KEPT, text, wrong);
  }

  private Finding kills() {
    List<String> wrong = crawl.kills() > 0 ? List.of() : List.of("it ended before it was killed");
    return finding("processes that were killed", count(crawl.kills()), wrong);
  }

  // --- the pages

  private static Finding lost(PagesFile undisturbed, PagesFile killed) {
    List<String> wrong =
        undisturbed.pages().keySet().stream()
            .filter(url -> !killed.pages().containsKey(url))
            .map(url -> url + " is lost")
            .toList();
    String of = "%s lost of %s".formatted(count(wrong.size()), count(undisturbed.pages().size()));
    return finding("pages that the other crawl has", of, wrong);
  }

  private static Finding twice(PagesFile killed) {
    List<String> wrong = killed.twice().stream().map(url -> url + " is there twice").toList();
    int lines = killed.pages().size() + wrong.size();
    return finding(
        "lines of pages.jsonl",
        "%s twice of %s, and none is torn".formatted(count(wrong.size()), count(lines)),
        wrong);
  }

  private static Finding different(PagesFile undisturbed, PagesFile killed) {
    List<String> wrong =
        killed.pages().values().stream()
            .filter(page -> !page.equals(undisturbed.pages().get(page.url())))
            .map(page -> page.url() + " is not as in the other crawl")
            .toList();
    return finding("what the pages say", count(wrong.size()) + " different", wrong);
  }

  // --- all else

  private Finding fates() {
    List<Finding> all = Findings.of(expectations, sight);
    List<String> wrong = all.stream().flatMap(each -> each.wrong().stream()).toList();
    return finding(
        "what became of everything in the world", "as it should, all " + all.size(), wrong);
  }

  /// What was under way at a kill, and what was done and not stored yet.
  private Finding again() {
    Map<String, Set<Integer>> processes = new HashMap<>();
    for (Visit visit : sight.visits()) {
      FoundUrl found = sight.found().get(visit.url());
      boolean isAnswer = visit.status() != 429 && visit.status() != 503;
      if (isAnswer && found != null && found.state() != UrlState.FAILED) {
        processes.computeIfAbsent(visit.url(), _ -> new HashSet<>()).add(crawl.process(visit));
      }
    }
    int again = processes.values().stream().mapToInt(each -> each.size() - 1).sum();
    return finding(
        "pages that were under way",
        count(again) + " asked for once more, at " + count(crawl.kills()) + " kills",
        List.of());
  }

  private Finding leftAlone() {
    List<Duration> pauses = Pauses.acrossKills(sight.visits(), crawl::process);
    List<String> wrong =
        pauses.stream()
            .filter(pause -> pause.compareTo(LEAST) < 0)
            .map(pause -> "was asked again after " + PoliteFindings.seconds(pause))
            .toList();
    String text =
        pauses.stream()
            .min(Comparator.naturalOrder())
            .map(least -> "each host, at least " + PoliteFindings.seconds(least))
            .orElse("no host was asked again");
    return PoliteFindings.finding("leaves hosts alone after a kill", text, wrong);
  }

  private static String count(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
