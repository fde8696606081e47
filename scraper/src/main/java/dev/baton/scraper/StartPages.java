package dev.baton.scraper;

import java.util.List;
import java.util.Optional;

/// What became of the pages that a crawl begins with.
final class StartPages {
  private final List<StartPage> pages;

  StartPages(CrawlSettings settings) {
    pages =
        settings.typed().stream().map(start -> new StartPage(start, settings.selection())).toList();
  }

  void note(Page page) {
    pages.forEach(start -> start.note(page));
  }

  void noteLeftOut(String url, Selection.LeftOut left) {
    pages.forEach(start -> start.noteLeftOut(url, left));
  }

  /// Takes a URL that another process was done with.
  ///
  /// @param redirect what is said of it if it was answered with a redirect, or null
  void resume(UrlRecord url, String redirect) {
    pages.forEach(start -> start.resume(url, redirect));
  }

  /// A sentence about the first that could not be fetched.
  Optional<String> problem() {
    return pages.stream().flatMap(start -> start.problem().stream()).findFirst();
  }

  /// A sentence that says why the start page is all that was found.
  Optional<String> deadEnd(int visited) {
    return pages.size() == 1 ? pages.getFirst().deadEnd(visited) : Optional.empty();
  }
}
