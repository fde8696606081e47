package dev.baton.scraper.report;

import dev.baton.html.Markup;
import dev.baton.scraper.report.CrawlFigures.Group;

/// Pages that were fetched and are not quite right, such as those that seem to need JavaScript.
record Remarks(Group group) implements Part {
  @Override
  public String id() {
    return "remarks";
  }

  @Override
  public String title() {
    return "Remarks on pages";
  }

  @Override
  public boolean isEmpty() {
    return group.urls() == 0;
  }

  @Override
  public void write(Markup page) {
    ReasonList.write(page, group);
  }
}
