package dev.baton.scraper;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;

/// What a crawl visits, and how.
///
/// @param starts the pages to begin with, at least one
/// @param typed those of them that the user has typed: their hosts are the user's own with
///   [Manners#ownSite()], and without one of them the crawl has failed
/// @param selection which of the URLs that are found belong to it
/// @param limits how far it goes
/// @param manners how hosts are treated
/// @param agent the name that robots.txt is searched for, such as `baton-scraper`
public record CrawlSettings(
    List<HttpUrl> starts,
    List<HttpUrl> typed,
    Selection selection,
    CrawlLimits limits,
    Manners manners,
    String agent) {
  public CrawlSettings {
    starts = List.copyOf(starts);
    typed = List.copyOf(typed);
    if (starts.isEmpty()) {
      throw new IllegalArgumentException("a crawl needs a URL to start with");
    }
  }

  /// The names of the hosts that are the user's own; see [SavedHost#name()].
  public Set<String> ownHosts() {
    return manners.ownSite()
        ? typed.stream().map(Hosts::name).collect(Collectors.toSet())
        : Set.of();
  }

  /// The user has typed all starts.
  public CrawlSettings(
      List<HttpUrl> starts,
      Selection selection,
      CrawlLimits limits,
      Manners manners,
      String agent) {
    this(starts, starts, selection, limits, manners, agent);
  }
}
