package dev.baton.bench.scraper;

import dev.baton.bench.MeasuredProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A crawl of ours, watched by the events that it writes each second.
final class Watched {
  private static final Pattern PROGRESS =
      Pattern.compile("\"event\":\"progress\".*\"pages\":(\\d+).*\"lagP99Ms\":(\\d+)");

  private final Process process;
  private final Path folder;

  private Watched(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  /// How far it has come.
  ///
  /// @param pages so far
  /// @param processorSeconds so far
  /// @param lagMillis the 99th percentile of how late its loop was in its last minute
  /// @param peakBytes so far
  record Moment(int pages, double processorSeconds, double lagMillis, long peakBytes) {}

  /// @param folder the one it runs in
  static Watched start(List<String> command, Path folder) throws IOException {
    return new Watched(
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(folder.resolve("err").toFile())
            .start(),
        folder);
  }

  /// Watches until it ends.
  ///
  /// @throws IOException if it ends with another status
  void watch(Consumer<Moment> watcher, int status) throws IOException, InterruptedException {
    try (BufferedReader events = process.inputReader()) {
      for (String event; (event = events.readLine()) != null; ) {
        Matcher progress = PROGRESS.matcher(event);
        if (progress.find()) {
          watcher.accept(moment(progress));
        }
      }
      if (process.waitFor() != status) {
        throw MeasuredProcess.failure(process.exitValue(), folder);
      }
    } finally {
      process.destroyForcibly();
    }
  }

  private Moment moment(Matcher progress) throws IOException {
    return new Moment(
        Integer.parseInt(progress.group(1)),
        MeasuredProcess.processorSeconds(process),
        Double.parseDouble(progress.group(2)),
        MeasuredProcess.peakBytes(process));
  }

  /// Tells it to save what it has, and to end.
  void stop() {
    process.toHandle().destroy(); // Process.destroy would close its output, too
  }
}
