package dev.baton.feed.watch;

import dev.baton.Suspends;
import dev.baton.feed.protocol.HistoryAnswer;
import dev.baton.feed.protocol.HistoryQuery;
import java.io.IOException;
import java.time.Duration;

/// Where holes are filled from.
public interface History {
  /// Asks once.
  ///
  /// @param port where the server says that its history is
  /// @throws BusyException if it should be asked again later
  /// @throws IOException if there was no answer, or none that can be read
  @Suspends
  HistoryAnswer ask(int port, HistoryQuery query) throws IOException;

  /// Not now.
  final class BusyException extends IOException {
    private final int status;
    private final transient Duration retryAfter;

    /// @param status of the answer: 429, or 500 and above
    /// @param retryAfter how long the server asks to be left alone; zero if it does not say
    public BusyException(int status, Duration retryAfter) {
      super("it answered " + status);
      this.status = status;
      this.retryAfter = retryAfter;
    }

    int status() {
      return status;
    }

    Duration retryAfter() {
      return retryAfter;
    }
  }
}
