package dev.baton.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.trace.Comparison;
import dev.baton.trace.Recorder;
import dev.baton.trace.Trace;
import dev.baton.trace.TraceFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The examples of the doc comments of `dev.baton.trace`.
class TraceExamplesTest {
  @TempDir private Path folder;

  /// In how many steps.
  private int yields = 1;

  @Suspends
  private void serve() {
    for (int i = 0; i < yields; i++) {
      Async.yieldNow();
    }
  }

  private Trace record() {
    // @start region="Recorder"
    Recorder recorder = new Recorder();
    EventLoop.builder().listener(recorder).run(() -> serve());
    List<Trace> traces = recorder.traces();
    // @end
    return traces.getFirst();
  }

  @Test
  void comparesTwoRuns() throws Exception {
    Trace passing = record();
    yields = 2;
    Trace failing = record();
    Path file = folder.resolve("compare.html");
    // @start region="Comparison"
    Comparison.write(file, passing.withHeading("passes"), failing.withHeading("fails"));
    // @end
    assertThat(file).content().contains("passes", "fails", "where they begin to differ");
  }

  @Test
  void writesATrace() throws Exception {
    // @start region="TraceFile"
    try (TraceFile trace = TraceFile.of(folder.resolve("run.html"), "my program")) {
      EventLoop.builder().listener(trace.recorder()).run(() -> serve());
    }
    // @end
    assertThat(folder.resolve("run.html")).content().contains("my program");
  }
}
