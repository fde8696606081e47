package dev.baton.feed.watch;

import java.util.Optional;

/// A server, and what is needed to read it.
///
/// @param token if it wants one
/// @param trust if it is secure
public record Access(FeedUrl url, Optional<Token> token, Optional<Trust> trust) {
  /// @throws IllegalArgumentException if a secure server has none to be trusted
  public Access {
    if (url.secure() && trust.isEmpty()) {
      throw new IllegalArgumentException(url + " is secure, and nobody is trusted");
    }
  }

  /// A server that wants nothing.
  public static Access to(FeedUrl url) {
    return new Access(
        url, Optional.empty(), url.secure() ? Optional.of(Trust.ofSystem()) : Optional.empty());
  }
}
