package dev.baton.scraper;

import dev.baton.Suspends;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where a crawl keeps what it must not lose. What was stored is durable when the call returns.
///
/// One crawl at a time uses a store, and of that one task at a time changes it.
public interface CrawlStore {
  /// Stores all of these changes, or none.
  ///
  /// @param ends of the job's files, up to which they are now certain
  /// @throws StoreException if the store cannot be written
  @Suspends
  void commit(List<Change> changes, Ends ends);

  /// What is to be asked for on a host, in the order in which it was found.
  ///
  /// @param after only what has a higher id
  @Suspends
  List<UrlRecord> pending(int host, long after, int most);

  /// What came of asking an origin for its robots.txt; empty if it was not asked.
  @Suspends
  Optional<SavedRobots> robots(String origin);

  // --- to go on after a stop

  /// All URLs that are known, in the order in which they were found.
  ///
  /// @param after only what has a higher id
  @Suspends
  List<UrlRecord> known(long after, int most);

  /// What is said of the URLs that were answered with a redirect ([Change.Done#detail]), by their
  /// ids.
  @Suspends
  Map<Long, String> redirects(int most);

  @Suspends
  List<SavedHost> hosts();

  /// When each origin has said last what its robots.txt is.
  @Suspends
  Map<String, Instant> robotsTimes();

  /// As they were stored last.
  @Suspends
  Ends ends();

  /// The job's files turned out to be shorter than [#ends()]: pages whose lines are missing are
  /// pending again.
  ///
  /// @param ends where the files really end
  /// @return how many pages
  @Suspends
  int pagesLostAfter(Ends ends);

  /// A limit was raised: what was left out as [UrlState#LIMIT] with its host ([Change.LeftOut]) is
  /// pending again.
  ///
  /// @return how many URLs
  @Suspends
  int reopen();
}
