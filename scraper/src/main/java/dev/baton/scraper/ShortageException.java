package dev.baton.scraper;

/// This process has too little of something to go on with a crawl. No host is to blame for that:
/// the crawl ends, and what was asked for is asked for again when it goes on.
public final class ShortageException extends StoreException {
  /// @param what it has too little of, such as `too many open files`
  public ShortageException(String what) {
    super(what + "; raise ulimit -n, or ask for less at once with --own-site or --concurrency");
  }
}
