package dev.baton.bench.net;

import dev.baton.bench.Cores;
import dev.baton.bench.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Drives `wrk`, an HTTP client that is faster than any server here.
final class Wrk implements Load {
  /// What it prints at the end, with a line before it when something was wrong.
  private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in ");

  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
  private static final Pattern WRONG = Pattern.compile("Socket errors:.*|Non-2xx.*");

  private final Cores cores;

  Wrk(Cores cores) {
    this.cores = cores;
  }

  /// `wrk` counts whole seconds.
  @Override
  public Run run(ServerProcess server, Row row, Duration time)
      throws IOException, InterruptedException {
    long seconds = Math.max(1, time.toSeconds());
    double before = server.cpuMicros();
    String output = output(server, row, seconds);
    double used = server.cpuMicros() - before;
    Matcher wrong = WRONG.matcher(output);
    if (wrong.find()) {
      throw new IOException("wrk reports: " + wrong.group().strip());
    }
    return new Run(number(RATE, output), used / number(REQUESTS, output));
  }

  private String output(ServerProcess server, Row row, long seconds)
      throws IOException, InterruptedException {
    Process process =
        cores.startLoad(
            List.of(
                "wrk",
                "-t1",
                "-c" + row.connections(),
                "-d" + seconds + "s",
                "http://127.0.0.1:" + server.port() + "/"));
    try {
      if (!process.waitFor(seconds + 30, TimeUnit.SECONDS)) {
        throw new IOException("wrk does not end");
      }
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      process.destroyForcibly();
    }
  }

  private static double number(Pattern pattern, String output) throws IOException {
    Matcher matcher = pattern.matcher(output);
    if (!matcher.find() || Double.parseDouble(matcher.group(1)) == 0) {
      throw new IOException("wrk got no answers; it says: " + output);
    }
    return Double.parseDouble(matcher.group(1));
  }

  @Override
  public void close() {
    // each run has ended its process
  }
}
