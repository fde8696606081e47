package dev.baton.scraper.report;

import static java.util.Comparator.comparingLong;

import dev.baton.scraper.report.SiteFolder.Leaf;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/// Chooses what of a site is shown: the folders with the most URLs, each below one that is shown,
/// and then single URLs as long as there is room.
final class SiteView {
  private static final int MOST = 400;
  private static final int MOST_FOLDERS_IN_ONE = 40;
  private static final int MOST_URLS_IN_ONE = 12;

  /// Each folder gets so many before one gets more.
  private static final int FIRST_URLS_IN_ONE = 3;

  private static final Comparator<SiteFolder> LARGEST =
      comparingLong((SiteFolder folder) -> folder.counts().all()).reversed();

  private final SiteFolder root;
  private final Set<Object> chosen = Collections.newSetFromMap(new IdentityHashMap<>());

  SiteView(SiteFolder root) {
    this.root = root;
  }

  SiteNode site() {
    List<SiteFolder> folders = chooseFolders();
    folders.forEach(folder -> chooseLeaves(folder, FIRST_URLS_IN_ONE));
    folders.forEach(folder -> chooseLeaves(folder, MOST_URLS_IN_ONE));
    return node(root);
  }

  /// In the order in which they were chosen.
  private List<SiteFolder> chooseFolders() {
    List<SiteFolder> order = new ArrayList<>();
    PriorityQueue<SiteFolder> next = new PriorityQueue<>(LARGEST);
    next.add(root);
    for (SiteFolder folder; (folder = next.poll()) != null; ) {
      order.add(folder);
      folder.folders().stream()
          .sorted(LARGEST)
          .limit(Math.min(MOST_FOLDERS_IN_ONE, MOST - chosen.size()))
          .filter(chosen::add)
          .forEach(next::add);
    }
    return order;
  }

  private void chooseLeaves(SiteFolder folder, int most) {
    List<Leaf> leaves = folder.leaves();
    for (int i = 0; i < Math.min(leaves.size(), most) && chosen.size() < MOST; i++) {
      chosen.add(leaves.get(i));
    }
  }

  private SiteNode node(SiteFolder folder) {
    List<SiteNode> below = new ArrayList<>();
    folder.folders().stream()
        .filter(chosen::contains)
        .sorted(LARGEST)
        .map(this::node)
        .forEach(below::add);
    folder.leaves().stream().filter(chosen::contains).map(Leaf::node).forEach(below::add);
    long shown = below.stream().mapToLong(node -> node.counts().all()).sum();
    return new SiteNode(folder.name, null, folder.counts(), below, folder.counts().all() - shown);
  }
}
