package dev.baton.scraper;

import dev.baton.Suspends;
import dev.baton.sync.Queue;
import dev.baton.sync.QueueShutDownException;
import java.util.HashSet;
import java.util.Set;
import okhttp3.HttpUrl;

/// The pages that are known and not visited: each page of the site is handed out once.
///
/// A page counts as seen when it is added, not when it is visited: between the two, other pages
/// link to it. The number of pages is limited at the same place, so that nothing here grows beyond
/// it.
///
/// Whoever takes a page with [#get()] says [#done()] when all of its links were added. Then "every
/// page is done" means that no page can come any more, which is how a crawl knows its end.
final class Frontier {
  private final Site site;
  private final int maxPages;

  /// As text, which takes a fraction of a parsed URL's memory.
  private final Set<String> seen = new HashSet<>();

  private final Queue<String> waiting = new Queue<>();
  private int left;
  private boolean cut;

  Frontier(Site site, int maxPages) {
    this.site = site;
    this.maxPages = maxPages;
  }

  /// Adds a page, unless it is known, on another site, or one too many.
  void add(HttpUrl url) {
    if (!site.contains(url) || seen.contains(url.toString())) {
      return;
    }
    if (seen.size() == maxPages) {
      cut = true;
      return;
    }
    seen.add(url.toString());
    left++;
    waiting.putNowait(url.toString());
  }

  /// Waits for a page to visit.
  ///
  /// @return null when there will be none
  @Suspends
  HttpUrl get() {
    try {
      return HttpUrl.get(waiting.get());
    } catch (QueueShutDownException closed) {
      return null;
    }
  }

  /// A page that was taken was visited, and what it links to was added.
  void done() {
    left--;
    waiting.taskDone();
  }

  /// Waits until every page is done, then tells those who wait for one that there is none.
  @Suspends
  void join() {
    waiting.join();
    waiting.shutdown();
  }

  /// How many pages are known and not done, those that are being visited among them.
  int left() {
    return left;
  }

  /// True when a page was left out because there were too many.
  boolean isCut() {
    return cut;
  }
}
