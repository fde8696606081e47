package dev.baton.bench.feed;

import dev.baton.bench.MeasuredProcess;
import dev.baton.bench.ServerProcess;
import dev.baton.bench.feed.load.Figures;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/// What one run gives.
///
/// @param delivered events that came, as a share of those that were due
/// @param processorMicros of the server for a delivery, without its JIT's threads
/// @param peakBytes of the server's memory that were resident at once, so far
record Measured(Figures figures, double delivered, double processorMicros, long peakBytes) {
  /// Lets the load measure a server to which all are connected, after as long a warm-up.
  static Measured take(
      LoadProcess load, ServerProcess server, int subscribers, Duration every, Duration time)
      throws IOException, InterruptedException {
    load.measure(time, () -> {});
    double[] before = new double[1];
    Figures figures = load.measure(time, () -> before[0] = server.cpuMicros());
    double used = server.cpuMicros() - before[0];
    if (figures.deliveries() == 0) {
      throw new IOException("no event came");
    }
    double due = (double) subscribers * time.toNanos() / every.toNanos();
    return new Measured(
        figures,
        figures.deliveries() / due,
        used / figures.deliveries(),
        MeasuredProcess.peakBytes(server.process()));
  }

  double p50() {
    return figures.p50() / 1e3;
  }

  /// In milliseconds, as the others.
  double p99() {
    return figures.p99() / 1e3;
  }

  double p999() {
    return figures.p999() / 1e3;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "p99 %.2f ms, %.2f us of processor time a delivery, %.0f %% delivered",
        p99(),
        processorMicros,
        delivered * 100);
  }
}
