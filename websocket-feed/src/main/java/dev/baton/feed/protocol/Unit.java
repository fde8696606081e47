package dev.baton.feed.protocol;

/// What a value counts, as the protocol names it. A server may name others; a watcher shows those
/// as they are.
///
/// @param name such as `bytes/s`
public record Unit(String name) {
  /// A part of the whole, 0 to 1.
  public static final Unit SHARE = new Unit("share");

  /// An amount of data.
  public static final Unit BYTES = new Unit("bytes");

  /// A rate of data.
  public static final Unit BYTES_PER_SECOND = new Unit("bytes/s");

  /// How many there are.
  public static final Unit COUNT = new Unit("count");

  /// How often something happens.
  public static final Unit PER_SECOND = new Unit("count/s");

  /// A time.
  public static final Unit MILLISECONDS = new Unit("ms");

  @Override
  public String toString() {
    return name;
  }
}
