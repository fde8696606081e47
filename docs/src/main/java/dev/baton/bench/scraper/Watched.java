package dev.baton.bench.scraper;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A crawl of ours, watched by the events that it writes each second.
///
/// @param processorMillisOfPage between the first event that counts and the last
/// @param lagMillis the 99th percentile of how late its loop was in its last minute
record Watched(double processorMillisOfPage, double lagMillis, long peakBytes) {
  private static final Pattern PROGRESS =
      Pattern.compile("\"event\":\"progress\".*\"pages\":(\\d+).*\"lagP99Ms\":(\\d+)");

  private record Moment(int pages, double processorSeconds, double lagMillis, long peakBytes) {}

  /// @param folder the one it runs in
  /// @param from so many pages on, they count
  static Watched run(List<String> command, Path folder, int from)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
    Moment first = null;
    Moment last = null;
    try (BufferedReader events = process.inputReader()) {
      for (String event; (event = events.readLine()) != null; ) {
        Matcher progress = PROGRESS.matcher(event);
        if (progress.find() && Integer.parseInt(progress.group(1)) >= from) {
          last = moment(progress, process);
          first = first == null ? last : first;
        }
      }
    } finally {
      process.destroyForcibly();
    }
    MeasuredProcess.requireSuccess(process.waitFor(), folder);
    if (first == null || first.pages == last.pages) {
      throw new IOException("the crawl was too short to be watched; try more pages");
    }
    return new Watched(
        (last.processorSeconds - first.processorSeconds) * 1e3 / (last.pages - first.pages),
        last.lagMillis,
        last.peakBytes);
  }

  private static Moment moment(Matcher progress, Process process) throws IOException {
    return new Moment(
        Integer.parseInt(progress.group(1)),
        MeasuredProcess.processorSeconds(process),
        Double.parseDouble(progress.group(2)),
        MeasuredProcess.peakBytes(process));
  }
}
