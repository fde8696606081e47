package dev.baton.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.program.Counter;
import dev.baton.program.Exit;
import dev.baton.program.Family;
import dev.baton.program.Histogram;
import dev.baton.program.Metrics;
import dev.baton.program.Output;
import dev.baton.program.Program;
import dev.baton.program.Shell;
import dev.baton.program.Sink;
import dev.baton.testkit.ChildJvm;
import dev.baton.testkit.ChildProcess;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The examples of the doc comments of `dev.baton.program`.
class ProgramExamplesTest {
  // @start region="Exit"
  static final Exit LOSS = Exit.DONE_BUT.meaning("the readings asked for came, with holes");
  static final Exit NO_NETWORK = Exit.own(3, "the server cannot be reached");
  static final Map<String, String> HELP = Exit.table(LOSS, NO_NETWORK);

  // @end

  @Test
  void saysWhatItsExitCodesMean() {
    assertThat(HELP).containsEntry("  3", "the server cannot be reached");
    assertThat(HELP).containsEntry("  1", "the readings asked for came, with holes");
  }

  @Test
  void counts() {
    Deque<String> frontier = new ArrayDeque<>(List.of("a", "b"));
    // @start region="Metrics"
    Metrics metrics = new Metrics();
    Family<Counter> pages = metrics.counters("pages_total", "Pages visited, by status.", "status");
    Histogram took = metrics.histogram("request_seconds", "From request to answer.", 0.1, 1, 10);
    metrics.gauge("queue_length", "Addresses that wait.", frontier::size);

    pages.with("200").add(1);
    took.observe(0.25);
    String answer = metrics.text(); // with the header "Content-Type: " + Metrics.CONTENT_TYPE
    // @end
    assertThat(answer).contains("pages_total{status=\"200\"} 1", "queue_length 2");
  }

  @Test
  void prints() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    EventLoop.run(
        () -> {
          Output output = new Output(new Sink("stdout", bytes), new Sink("stderr", bytes));
          // @start region="Output"
          output.run(
              () -> {
                output.print("a result"); // waits while too many lines do
                output.message("for people"); // the same, to stderr
                output.offer("not important"); // is left out rather than waited for
              }); // here all is written
          // @end
        });
    assertThat(bytes.toString().lines()).containsExactly("a result", "for people", "not important");
  }

  static final class Feed {
    private final Shell shell;

    Feed(Shell shell) {
      this.shell = shell;
    }

    // @start region="Shell"
    public static void main(String[] arguments) {
      Shell.main("feed", shell -> new Feed(shell).run(arguments));
    }

    // @end

    int run(String[] arguments) {
      return serve(Path.of(arguments[0]), shell.err());
    }

    private int serve(Path file, PrintWriter messages) {
      // @start region="Program"
      try (Program program = new Program("feed serve", messages)) {
        program.trace(file); // --trace FILE
        program.look(); // --look
        return program.run(EventLoop.builder(), () -> serve());
      }
      // @end
    }

    @Suspends
    private int serve() {
      Async.yieldNow();
      shell.say("has served");
      return LOSS.code();
    }
  }

  @Test
  @Tag("process")
  void runsAProgram(@TempDir Path folder) throws Exception {
    Path trace = folder.resolve("run.txt");
    try (ChildProcess feed = ChildJvm.of(Feed.class).start(trace.toString())) {
      assertThat(feed.awaitLine("feed: has served")).isNotNull();
      assertThat(feed.exitCode()).isEqualTo(1);
    }
    assertThat(trace).content().startsWith("feed serve");
  }
}
