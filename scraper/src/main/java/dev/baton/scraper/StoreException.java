package dev.baton.scraper;

/// The store of a job cannot be used, or something else that a crawl cannot go on without. The
/// message is one sentence for people: what is wrong, what was seen, what to do.
public class StoreException extends RuntimeException {
  public StoreException(String message) {
    super(message);
  }

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
