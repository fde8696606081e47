package dev.baton.scraper.report;

import dev.baton.html.Markup;
import dev.baton.scraper.report.SiteNode.Counts;

/// The site as a tree of paths: how many pages are in each folder, and what is missing.
record SiteTree(SiteNode site) implements Part {
  /// A larger tree shows only the folders at the top at first.
  private static final int MOST_OPEN = 60;

  /// Of more hosts none is open.
  private static final int MOST_OPEN_HOSTS = 5;

  @Override
  public String id() {
    return "site";
  }

  @Override
  public String title() {
    return "Site";
  }

  @Override
  public boolean isEmpty() {
    return site.counts().all() == 0;
  }

  @Override
  public void write(Markup page) {
    page.open("div", "class", "tree").newLine();
    page.open("p", "class", "row soft").element("span", "path");
    for (String head : new String[] {"fetched", "failed", "left out", "waiting"}) {
      page.element("span", head, "class", "n");
    }
    page.close().newLine();
    below(page, site, openLevels());
    page.close().newLine();
  }

  private int openLevels() {
    if (size(site) <= MOST_OPEN) {
      return Integer.MAX_VALUE;
    }
    return site.below().size() <= MOST_OPEN_HOSTS ? 1 : 0;
  }

  private static int size(SiteNode node) {
    return 1 + node.below().stream().mapToInt(SiteTree::size).sum();
  }

  /// @param open so many levels of folders are open at first
  private static void below(Markup page, SiteNode node, int open) {
    node.below().forEach(one -> node(page, one, open));
    if (node.more() > 0) {
      page.open("p", "class", "rest soft")
          .element("span", "and " + Words.count(node.more(), "more URL"))
          .close()
          .newLine();
    }
  }

  private static void node(Markup page, SiteNode node, int open) {
    if (node.url() == null) {
      folder(page, node, open);
      return;
    }
    page.open("p", "class", "row").open("span");
    Links.write(page, node.url(), node.name());
    page.close();
    counts(page, node.counts());
    page.close().newLine();
  }

  private static void folder(Markup page, SiteNode folder, int open) {
    if (open > 0) {
      page.open("details", "open", "");
    } else {
      page.open("details");
    }
    page.open("summary", "class", "row");
    Links.text(page, "folder", folder.name());
    counts(page, folder.counts());
    page.close().open("div").newLine();
    below(page, folder, open - 1);
    page.close().close().newLine();
  }

  private static void counts(Markup page, Counts counts) {
    count(page, counts.fetched(), "fetched");
    count(page, counts.failed(), "failed");
    count(page, counts.leftOut(), "left out");
    count(page, counts.waiting(), "waiting");
  }

  private static void count(Markup page, long count, String name) {
    page.text(" ");
    if (count == 0) {
      page.element("span", "", "class", "n");
    } else {
      page.element(
          "span",
          Words.count(count),
          "class",
          "n " + name.replace(' ', '-') + "-ink",
          "title",
          name);
    }
  }
}
