package dev.baton.scraper.job;

import dev.baton.scraper.Tally;
import dev.baton.scraper.UrlState;
import dev.baton.scraper.report.CrawlFigures;
import dev.baton.scraper.report.CrawlFigures.Group;
import dev.baton.scraper.report.CrawlFigures.Reason;
import dev.baton.scraper.report.Words;
import dev.baton.terminal.SafeText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/// What people read at the end of a crawl: what came, what did not, and why.
public final class Summary {
  /// Their reasons are worth a line of their own.
  private static final EnumSet<UrlState> EXPLAINED =
      EnumSet.of(
          UrlState.FORBIDDEN,
          UrlState.TRAP,
          UrlState.LIMIT,
          UrlState.PRIVATE_ADDRESS,
          UrlState.ENCODING,
          UrlState.HOST_GIVEN_UP,
          UrlState.FAILED);

  /// So many reasons are told of each.
  private static final int REASONS = 2;

  /// How wide a line with several reasons is, behind its head.
  private static final int WIDTH = 88;

  /// So much of a text from outside is shown.
  private static final int SHOWN = 120;

  private final Outcome outcome;
  private final Tally tally;
  private final List<String> lines = new ArrayList<>();

  /// Whether there is a line that says what was left out.
  private boolean hasHead;

  private Summary(Outcome outcome) {
    this.outcome = outcome;
    this.tally = outcome.crawler().tally();
  }

  /// A few lines, the first of which says it in one.
  public static List<String> lines(Outcome outcome) {
    Summary summary = new Summary(outcome);
    summary.write();
    return summary.lines;
  }

  /// The same without what was left out, and why.
  public static List<String> totals(Outcome outcome) {
    Summary summary = new Summary(outcome);
    summary.writeTotals();
    return summary.lines;
  }

  /// The same for a program: a line of JSON.
  public static String event(Outcome outcome) {
    return Events.end(outcome);
  }

  private void writeTotals() {
    lines.add(head());
    add("answers", Figures.statuses(tally));
    addPlaces();
  }

  private void addPlaces() {
    add("pages", outcome.pages());
    outcome.figures().ifPresent(_ -> add("report", outcome.folder().report().toString()));
  }

  private void write() {
    lines.add(head());
    add("answers", Figures.statuses(tally));
    String unexplained = Figures.leftOut(tally, EnumSet.complementOf(EXPLAINED));
    add("left out", unexplained);
    hasHead = !unexplained.isEmpty();
    EXPLAINED.forEach(this::addExplained);
    outcome.figures().ifPresent(this::addScripts);
    add("waiting", waiting());
    add("not kept", unrecorded());
    add("own site", ownSite());
    addPlaces();
  }

  private void add(String head, String text) {
    if (!text.isEmpty()) {
      lines.add("  %-10s%s".formatted(head, text));
    }
  }

  private String head() {
    int starts = outcome.settings().starts().all().size();
    int pages = tally.pages();
    String time = ""; // of what was done before there is none
    if (!outcome.nothingToDo()) {
      int came = pages - outcome.crawler().pagesBefore();
      time =
          " in %s (%s)".formatted(Figures.time(outcome.took()), Figures.rate(came, outcome.took()));
    }
    return "crawled %s%s: %s%s"
        .formatted(
            outcome.settings().starts().first(),
            starts == 1 ? "" : " and " + Words.count(starts - 1, "other start"),
            Words.count(pages, "page"),
            time);
  }

  // --- what did not come

  /// In one line, or in one for each reason where that would be too wide.
  private void addExplained(UrlState state) {
    if (tally.count(state) == 0) {
      return;
    }
    String head = Words.count(tally.count(state)) + " " + name(state);
    List<String> reasons =
        outcome.figures().map(figures -> reasons(figures.groups().get(state))).orElse(List.of());
    String line = head + (reasons.isEmpty() ? "" : ": " + String.join("; ", reasons));
    boolean fits = line.length() <= WIDTH;
    add(hasHead ? "" : "left out", fits ? line : head + ":");
    hasHead = true;
    if (!fits) {
      reasons.forEach(reason -> add("", "  " + reason));
    }
  }

  /// A host that cannot be reached has forbidden nothing.
  private String name(UrlState state) {
    boolean isUnknown =
        state == UrlState.FORBIDDEN
            && outcome
                .figures()
                .map(figures -> figures.groups().get(state))
                .filter(Group::forbidsNothing)
                .isPresent();
    return isUnknown ? "not asked for" : state.text();
  }

  private static List<String> reasons(Group group) {
    if (group == null) {
      return List.of();
    }
    List<String> told = new ArrayList<>();
    group.reasons().stream().limit(REASONS).forEach(reason -> told.add(reason(reason, group)));
    if (group.reasons().size() > REASONS) {
      told.add("and more");
    }
    return told;
  }

  private static String reason(Reason reason, Group group) {
    String text = SafeText.escape(reason.detail(), SHOWN);
    return reason.urls() == group.urls() ? text : Words.count(reason.urls()) + " × " + text;
  }

  private void addScripts(CrawlFigures figures) {
    figures.answers().remarks().reasons().stream()
        .filter(reason -> reason.detail().contains("JavaScript"))
        .forEach(
            reason ->
                add(
                    "scripts",
                    "%s: %s, such as %s"
                        .formatted(
                            Words.count(reason.urls(), "page"),
                            reason.detail(),
                            SafeText.escape(reason.examples().getFirst().url(), SHOWN))));
  }

  private String waiting() {
    int waiting = tally.count(UrlState.PENDING);
    return waiting == 0 ? "" : Words.count(waiting, "URL") + " still to be asked for";
  }

  private String unrecorded() {
    int unrecorded = outcome.crawler().unrecorded();
    return unrecorded == 0
        ? ""
        : Words.count(unrecorded, "URL") + " beyond the most that a job can hold";
  }

  private String ownSite() {
    int connections = outcome.settings().manners().connections();
    return connections == 0
        ? ""
        : "%s at once and no delay on the hosts that were typed (--own-site)"
            .formatted(Words.count(connections, "request"));
  }
}
