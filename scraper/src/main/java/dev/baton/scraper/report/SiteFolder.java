package dev.baton.scraper.report;

import dev.baton.scraper.report.SiteNode.Counts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A folder of a site while its URLs are counted.
final class SiteFolder {
  /// A URL right in a folder.
  record Leaf(String name, String url, Fate fate) {
    SiteNode node() {
      long[] one = new long[Fate.values().length];
      one[fate.ordinal()] = 1;
      return new SiteNode(name, url, counts(one), List.of(), 0);
    }
  }

  /// As its path has it, with a slash at the end.
  final String name;

  private final long[] counts = new long[Fate.values().length];
  private final Map<String, SiteFolder> folders = new LinkedHashMap<>();
  private final List<Leaf> leaves = new ArrayList<>(0);

  SiteFolder(String name) {
    this.name = name;
  }

  void count(Fate fate) {
    counts[fate.ordinal()]++;
  }

  /// Null if it is not known.
  SiteFolder folder(String below) {
    return folders.get(below);
  }

  SiteFolder add(String below) {
    SiteFolder folder = new SiteFolder(below);
    folders.put(below, folder);
    return folder;
  }

  void add(Leaf leaf) {
    leaves.add(leaf);
  }

  Collection<SiteFolder> folders() {
    return folders.values();
  }

  List<Leaf> leaves() {
    return leaves;
  }

  Counts counts() {
    return counts(counts);
  }

  private static Counts counts(long[] by) {
    return new Counts(
        by[Fate.FETCHED.ordinal()],
        by[Fate.FAILED.ordinal()],
        by[Fate.LEFT_OUT.ordinal()],
        by[Fate.WAITING.ordinal()]);
  }
}
