package dev.baton.scraper.report;

import java.util.List;

/// A folder of a site, or a single URL in one.
///
/// @param name the part of its path; of a host, its name
/// @param url null if it is a folder
/// @param counts the URLs in it, and in what is below
/// @param below the ones with the most URLs first
/// @param more how many URLs of it are not in what is below
public record SiteNode(String name, String url, Counts counts, List<SiteNode> below, long more) {
  /// URLs by what became of them.
  public record Counts(long fetched, long failed, long leftOut, long waiting) {
    /// All of them.
    public long all() {
      return fetched + failed + leftOut + waiting;
    }
  }
}
