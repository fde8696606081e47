package dev.baton.scraper;

import dev.baton.program.Shortage;

/// This process has too little of something to go on with a crawl. No host is to blame for that:
/// the crawl ends, and what was asked for is asked for again when it goes on.
public final class ShortageException extends StoreException {
  /// @param what it has too little of
  public ShortageException(Shortage what) {
    super(
        "%s; %s, or ask for less at once with --own-site or --concurrency"
            .formatted(what, what.remedy()));
  }
}
