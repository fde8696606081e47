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
    private final transient Duration retryAfter;

    /// @param retryAfter how long the server asks to be left alone; zero if it does not say
    public BusyException(String message, Duration retryAfter) {
      super(message);
      this.retryAfter = retryAfter;
    }

    Duration retryAfter() {
      return retryAfter;
    }
  }
}
