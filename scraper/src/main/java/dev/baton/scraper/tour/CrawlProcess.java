package dev.baton.scraper.tour;

import dev.baton.Blocking;
import dev.baton.Future;
import dev.baton.Suspends;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A process of its own that begins a crawl of a world, or goes on with it.
final class CrawlProcess {
  private final Process process;

  private CrawlProcess(Process process) {
    this.process = process;
  }

  /// Starts one.
  ///
  /// @param command that is called with the job's folder and the URLs
  /// @param messages the file that its messages are appended to
  @Suspends
  static CrawlProcess start(List<String> command, Path job, List<String> urls, Path messages)
      throws IOException {
    List<String> all = new ArrayList<>(command);
    all.add(job.toString());
    all.addAll(urls);
    ProcessBuilder builder =
        new ProcessBuilder(all)
            .redirectOutput(Redirect.appendTo(messages.toFile()))
            .redirectErrorStream(true);
    return new CrawlProcess(
        Blocking.<Process, IOException>call(builder::start, Process::destroyForcibly));
  }

  /// `kill -9`: it gets no chance to do anything.
  void kill() {
    process.destroyForcibly();
  }

  /// Waits for its end. If that is cancelled, the process is killed.
  ///
  /// @return its exit code
  @Suspends
  int await() {
    try {
      return Future.from(process.onExit()).awaitThrowing(RuntimeException.class).exitValue();
    } finally {
      kill();
    }
  }
}
