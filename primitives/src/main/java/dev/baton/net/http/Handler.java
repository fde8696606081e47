package dev.baton.net.http;

import dev.baton.Suspends;

/// Answers requests. It runs in the task of the connection, so it may wait; the next request of
/// this connection waits meanwhile, those of others do not.
@FunctionalInterface
public interface Handler {
  /// Gives the response to this request.
  ///
  /// @throws HttpException if the client is to be told what went wrong
  /// @throws Exception if it is not: it gets 500 without details, and the loop's exception handler
  ///   gets the failure
  @Suspends
  Response handle(Request request) throws Exception;
}
