package dev.baton.bench;

import java.io.IOException;
import java.time.Duration;

/// What keeps a server busy, from the other core.
interface NetLoad extends AutoCloseable {
  /// Asks the server as fast as it answers.
  ///
  /// @throws IOException if the load fails, or gets no answers
  NetRun run(ServerProcess server, NetRow row, Duration time)
      throws IOException, InterruptedException;

  @Override
  void close();
}
