package dev.baton.scraper.report;

import dev.baton.scraper.report.SiteFolder.Leaf;

/// Counts URLs by the folders of their paths, in bounded memory.
///
/// A folder gets a count of its own when its first URL comes, or never: once there are too many,
/// what is new counts for the folder above alone. So each count is exact, and what is named are the
/// folders that were found first, which are the ones near the start.
final class SiteCounts {
  /// Folders and URLs that have a name.
  private static final int MOST = 20_000;

  private static final int MOST_FOLDERS_IN_ONE = 1_000;
  private static final int MOST_URLS_IN_ONE = 50;
  private static final int DEEPEST = 20;

  private final SiteFolder root = new SiteFolder("");
  private int named;

  void add(String url, Fate fate) {
    root.count(fate);
    int path = pathOf(url);
    SiteFolder folder = below(root, url.substring(hostOf(url), path) + "/");
    for (int depth = 0; folder != null; depth++) {
      folder.count(fate);
      int end = url.indexOf('/', path + 1);
      if (end < 0 || end > endOfPath(url) || depth == DEEPEST) {
        addLeaf(folder, leaf(url, path, fate));
        return;
      }
      folder = below(folder, url.substring(path + 1, end + 1));
      path = end;
    }
  }

  /// The page of the folder itself is called `/`.
  private static Leaf leaf(String url, int slash, Fate fate) {
    String name = url.substring(Math.min(slash + 1, url.length()));
    return new Leaf(name.isEmpty() ? "/" : name, url, fate);
  }

  private static int hostOf(String url) {
    int scheme = url.indexOf("://");
    return scheme < 0 ? 0 : scheme + 3;
  }

  private static int pathOf(String url) {
    int slash = url.indexOf('/', hostOf(url));
    return slash < 0 ? url.length() : slash;
  }

  private static int endOfPath(String url) {
    int query = url.indexOf('?');
    return query < 0 ? url.length() : query;
  }

  /// Null if there are too many.
  private SiteFolder below(SiteFolder folder, String name) {
    SiteFolder known = folder.folder(name);
    if (known != null || named >= MOST || folder.folders().size() >= MOST_FOLDERS_IN_ONE) {
      return known;
    }
    named++;
    return folder.add(name);
  }

  /// They leave half of the names to folders.
  private void addLeaf(SiteFolder folder, Leaf leaf) {
    if (named < MOST / 2 && folder.leaves().size() < MOST_URLS_IN_ONE) {
      named++;
      folder.add(leaf);
    }
  }

  /// The site as it is shown.
  SiteNode site() {
    return new SiteView(root).site();
  }
}
