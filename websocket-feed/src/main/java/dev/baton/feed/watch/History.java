package dev.baton.feed.watch;

import dev.baton.Suspends;
import dev.baton.feed.protocol.HistoryAnswer;
import dev.baton.feed.protocol.HistoryQuery;
import java.io.IOException;

/// Where holes are filled from.
public interface History {
  /// Asks once.
  ///
  /// @param port where the server says that its history is
  /// @throws BusyException if it should be asked again later
  /// @throws IOException if there was no answer, or none that can be read
  @Suspends
  HistoryAnswer ask(int port, HistoryQuery query) throws IOException;
}
