package dev.baton.bench.feed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A watcher of ours, whose readings are timed as they come.
final class WatcherProcess implements AutoCloseable {
  private static final Pattern READING = Pattern.compile("\"type\":\"reading\".*\"ts\":(\\d+)");

  private final Process process;
  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();

  /// A reading.
  ///
  /// @param made microseconds since 1970, by the server
  /// @param came microseconds since 1970
  private record Arrival(long made, long came) {}

  private WatcherProcess(Process process) {
    this.process = process;
  }

  static WatcherProcess start(Setup setup, int port) throws IOException {
    WatcherProcess watcher =
        new WatcherProcess(setup.cores().startLoad(OurFeed.watch(setup.workspace(), port)));
    Thread.startVirtualThread(watcher::read);
    return watcher;
  }

  private void read() {
    try (BufferedReader output = process.inputReader()) {
      for (String line; (line = output.readLine()) != null; ) {
        Matcher reading = READING.matcher(line);
        if (reading.find()) {
          arrivals.add(new Arrival(Long.parseLong(reading.group(1)), micros()));
        }
      }
    } catch (IOException ended) {
      throw new UncheckedIOException(ended);
    }
  }

  static long micros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  /// Waits for a reading that was made since then.
  ///
  /// @return when it came
  /// @throws IOException if there is none in time
  long awaitReading(long since, Duration limit) throws IOException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    Arrival arrival;
    do {
      arrival = arrivals.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (arrival == null) {
        throw new IOException("a watcher got no reading in " + limit.toSeconds() + " s");
      }
    } while (arrival.made() < since);
    return arrival.came();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
