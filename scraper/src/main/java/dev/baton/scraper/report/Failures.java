package dev.baton.scraper.report;

import dev.baton.html.Markup;
import dev.baton.scraper.UrlState;
import dev.baton.scraper.report.CrawlFigures.Group;
import java.util.Map;

/// What was asked for and brought no page.
record Failures(Group errors, Map<UrlState, Group> groups) implements Part {
  @Override
  public String id() {
    return "failed";
  }

  @Override
  public String title() {
    return "Failed";
  }

  @Override
  public boolean isEmpty() {
    return errors.urls() == 0 && groups.keySet().stream().noneMatch(Failures::isOurs);
  }

  private static boolean isOurs(UrlState state) {
    return Fate.of(state) == Fate.FAILED;
  }

  @Override
  public void write(Markup page) {
    if (errors.urls() > 0) {
      ReasonList.write(page, "errors", "error status", "an answer came, but no page", errors);
    }
    groups.forEach((state, group) -> write(page, state, group));
  }

  private static void write(Markup page, UrlState state, Group group) {
    if (isOurs(state)) {
      String meaning = LeftOut.meaning(state);
      ReasonList.write(page, States.target(state), state.text(), meaning, group);
    }
  }
}
