package dev.baton.scraper;

/// Something that a crawl must not forget. Changes are stored in the order in which they happened.
public sealed interface Change {
  /// A URL was seen for the first time.
  ///
  /// @param from the URL whose page led to it; 0: a start
  /// @param detail what its state comes from, in words; null if there is nothing to say
  record Found(UrlRecord url, long from, String detail) implements Change {}

  /// A URL that was left out is looked at again.
  ///
  /// @param host that it belongs to; 0: it is left out still
  /// @param from the URL whose page led to it now; 0: it is a start
  /// @param hops how many redirects in a row have
  record Moved(long id, int host, UrlState state, long from, int depth, int hops, String detail)
      implements Change {}

  /// A URL is being asked for.
  record Asked(long id) implements Change {}

  /// A URL is to be asked for again.
  ///
  /// @param tries how often it was asked for in vain
  record AskAgain(long id, int tries, String detail) implements Change {}

  /// A URL was asked for, and that is all.
  ///
  /// @param page what is written; null if nothing is
  /// @param pageEnd where its line in the file of pages ends; 0 if there is none
  record Done(
      long id, UrlState state, String detail, int status, long millis, Page page, long pageEnd)
      implements Change {
    Done endingAt(long end) {
      return new Done(id, state, detail, status, millis, page, end);
    }
  }

  /// How a host is to be treated.
  record HostSaved(SavedHost host) implements Change {}

  /// Everything that is still to be asked for on a host, or on all, is left out.
  ///
  /// @param host 0: all
  record LeftOut(int host, UrlState state, String detail) implements Change {}

  /// What an origin's robots.txt says.
  record RobotsSaved(SavedRobots robots) implements Change {}
}
