package dev.baton.scraper;

import dev.baton.Suspends;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Looks at what a crawl has stored: while it runs, when it has ended, and when it was killed.
public interface JobReader {
  /// What the job was made with.
  @Suspends
  Map<String, String> settings();

  /// How far its files are written for certain.
  @Suspends
  Ends ends();

  /// The hosts that it knows.
  @Suspends
  List<SavedHost> hosts();

  /// What an origin's robots.txt has said; empty if it was not asked for.
  @Suspends
  Optional<SavedRobots> robots(String origin);

  /// How many URLs have come to each state.
  @Suspends
  Map<UrlState, Long> states();

  /// What became of a URL. This looks at all of them, a third of a second for a million.
  ///
  /// @param url as the crawl spells it
  @Suspends
  Optional<FoundUrl> find(String url);

  /// The URLs by which the crawl came to this one: first a start, last itself; empty if it has not
  /// seen it.
  @Suspends
  List<FoundUrl> wayTo(String url);

  /// Shows all URLs, in the order in which they were found, as they are at one moment. They are not
  /// in memory together.
  ///
  /// @param each runs outside the loop
  @Suspends
  void forEach(Consumer<FoundUrl> each);

  /// Reads the pages that the store keeps, in the order in which their URLs were found; there are
  /// none if pages go to a file.
  ///
  /// @param reading gets them all, outside the loop
  /// @throws X what it throws
  @Suspends
  <X extends Exception> void readPages(Reading<X> reading) throws X;

  /// What is done with pages.
  ///
  /// @param <X> what may go wrong
  @FunctionalInterface
  interface Reading<X extends Exception> {
    /// @param pages may be asked for once; they are not in memory together
    void of(Iterable<PageRow> pages) throws X;
  }
}
