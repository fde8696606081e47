package dev.baton.bench.net;

import dev.baton.bench.ServerProcess;
import java.io.IOException;
import java.time.Duration;

/// What keeps a server busy, from the other core.
interface Load extends AutoCloseable {
  /// Asks the server as fast as it answers.
  ///
  /// @throws IOException if the load fails, or gets no answers
  Run run(ServerProcess server, Row row, Duration time) throws IOException, InterruptedException;

  @Override
  void close();
}
