package dev.baton.net.http;

import dev.baton.Suspends;

/// Sends the body of a response piece by piece: what is too large to be held, or comes with time.
@FunctionalInterface
public interface BodyWriter {
  /// Sends the body. When this throws, the connection is cut, so that the client sees that
  /// something is missing; the failure goes to the loop's exception handler.
  ///
  /// Not called for a HEAD request.
  @Suspends
  void writeTo(BodyOutput out) throws Exception;
}
