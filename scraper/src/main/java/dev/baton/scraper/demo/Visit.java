package dev.baton.scraper.demo;

/// A request that has reached the world.
///
/// @param nanos when it came, by the loop's clock
/// @param host whom it was for, as `shop.localhost:43127`
/// @param target what it was for, as `/shop/book/7`
/// @param status what it was answered
public record Visit(long nanos, String host, String target, int status) {
  /// The URL that was asked for.
  public String url() {
    return "http://" + host + target;
  }
}
