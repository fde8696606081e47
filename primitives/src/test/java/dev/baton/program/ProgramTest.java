package dev.baton.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.LoopListener.Note;
import dev.baton.testing.VirtualClock;
import dev.baton.testkit.ChildJvm;
import dev.baton.testkit.ChildProcess;
import dev.baton.testkit.Nightly;
import dev.baton.testkit.UnixSignals;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// However a program ends, its trace is written, and what it still has to say is said.
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class ProgramTest {
  @TempDir private Path folder;

  private static ChildProcess start(Class<?> main, Path trace, String... flags) throws IOException {
    return ChildJvm.of(main).flags("-Dtrace=" + trace).flags(flags).start();
  }

  private static Program open(PrintWriter messages) {
    Program program = new Program("a test", messages);
    program.trace(Path.of(System.getProperty("trace")));
    return program;
  }

  /// Ctrl-C raises a cancellation in the caller, who chooses the exit code.
  @ParameterizedTest
  @Tag("process")
  @CsvSource({"INT, Ctrl-C, 4", "TERM, a signal, 143", "HUP, a signal, 129"})
  void aSignalCancelsAndTheTraceIsWritten(String signal, String reason, int code) throws Exception {
    UnixSignals.assumeHeard(signal);
    Path trace = folder.resolve("trace.txt");
    try (ChildProcess child = start(Waits.class, trace)) {
      child.awaitLine("ready");
      child.signal(signal);

      assertThat(child.output().lines())
          .containsExactly("ready", "cleaned up", "cancelled by " + reason, "the last word");
      assertThat(child.exitCode()).isEqualTo(code);
    }
    assertThat(Files.readString(trace))
        .contains(
            "a test", "main  prints: ready", "main  is asked to stop", "main  ends: cancelled");
  }

  static final class Waits {
    private Waits() {}

    public static void main(String[] args) {
      int code = 0;
      try (Program program = open(new PrintWriter(System.out))) {
        code = run(program);
        System.out.println("the last word");
      }
      System.exit(code);
    }

    private static int run(Program program) {
      try {
        program.run(EventLoop.builder(), Waits::cleanUpAtTheEnd);
        return 0;
      } catch (CancelledError cancelled) {
        System.out.println("cancelled by " + cancelled.getMessage());
        return 4;
      }
    }

    private static Void cleanUpAtTheEnd() {
      EventLoop.running().note(Note.PRINTED, "ready");
      System.out.println("ready");
      try {
        Async.sleep(Duration.ofHours(1));
      } finally {
        Async.sleep(Duration.ofMillis(10));
        System.out.println("cleaned up");
      }
      return null;
    }
  }

  @Test
  void aTaskThatCancelsItselfIsABugAndNoSignal() {
    try (Program program = new Program("a test", new PrintWriter(new StringWriter()))) {
      assertThatThrownBy(
              () ->
                  program.run(
                      EventLoop.builder(),
                      () -> {
                        Async.currentTask().cancel("Ctrl-C");
                        Async.yieldNow();
                        return null;
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "the main task ended as cancelled, but no signal came: it cancelled itself, or"
                  + " awaited something that was cancelled")
          .hasCauseInstanceOf(CancelledError.class);
    }
  }

  @Test
  @Tag("process")
  void aSecondSigtermEndsAtOnce() throws Exception {
    try (ChildProcess child = start(NeverCleansUp.class, folder.resolve("trace.txt"))) {
      child.awaitLine("ready");
      child.signal("TERM");
      child.awaitLine("cleans up");
      child.signal("TERM");

      assertThat(child.exitCode()).isEqualTo(143);
    }
  }

  static final class NeverCleansUp {
    private NeverCleansUp() {}

    public static void main(String[] args) throws Exception {
      try (Program program = open(new PrintWriter(System.out))) {
        program.run(EventLoop.builder(), NeverCleansUp::block);
      }
    }

    private static Void block() throws InterruptedException {
      try {
        System.out.println("ready");
        Async.sleep(Duration.ofHours(1));
      } finally {
        System.out.println("cleans up");
        new CountDownLatch(1).await();
      }
      return null;
    }
  }

  @Test
  void aFailureIsRaisedAndTheTraceIsWritten() throws Exception {
    Path trace = folder.resolve("trace.svg");
    try (Program program = new Program("a test", new PrintWriter(new StringWriter()))) {
      program.trace(trace);

      assertThatThrownBy(
              () ->
                  program.run(
                      EventLoop.builder(),
                      () -> {
                        throw new IOException("no luck");
                      }))
          .isInstanceOf(IOException.class)
          .hasMessage("no luck");
    }
    assertThat(Files.readString(trace)).startsWith("<svg").contains("no luck");
  }

  @Test
  void aTraceThatCannotBeWrittenAfterAllIsSaidAndTheResultStays() throws Exception {
    Path gone = Files.createDirectory(folder.resolve("gone"));
    StringWriter said = new StringWriter();
    try (Program program = new Program("a test", new PrintWriter(said))) {
      program.trace(gone.resolve("trace.html"));
      String result =
          program.run(
              EventLoop.builder(),
              () -> {
                Files.delete(gone);
                return "done";
              });

      assertThat(result).isEqualTo("done");
    }
    assertThat(said.toString().strip())
        .isEqualTo("the trace cannot be written: there is no " + gone.resolve("trace.html"));
  }

  /// The file system is closed in the meantime: that is no IOException.
  @Test
  void whateverGoesWrongWithTheTraceTheResultStays() throws Exception {
    StringWriter said = new StringWriter();
    FileSystem zip =
        FileSystems.newFileSystem(folder.resolve("traces.zip"), Map.of("create", "true"));
    try (zip;
        Program program = new Program("a test", new PrintWriter(said))) {
      program.trace(zip.getPath("/trace.html"));
      String result =
          program.run(
              EventLoop.builder(),
              () -> {
                zip.close();
                return "done";
              });

      assertThat(result).isEqualTo("done");
    }
    assertThat(said.toString().strip())
        .isEqualTo("the trace cannot be written: the reason is unknown");
  }

  @Test
  void whatCannotBeWrittenIsRefusedAtOnce() {
    try (Program program = new Program("a test", new PrintWriter(new StringWriter()))) {
      assertThatThrownBy(() -> program.trace(folder.resolve("trace.png")))
          .hasMessageStartingWith("a trace must end in .svg, .html, .json or .txt, got ");
      assertThatThrownBy(() -> program.trace(folder.resolve("nowhere").resolve("trace.svg")))
          .hasMessageStartingWith("there is no folder for the trace ");
    }
  }

  /// Far more waits than a trace keeps, in a heap that they would fill; at night a quarter of a
  /// million.
  @ParameterizedTest
  @Tag("process")
  @CsvSource({"html", "svg", "json", "txt"})
  void theTraceOfALongRunIsBoundedAndSaysSo(String ending) throws Exception {
    Path trace = folder.resolve("trace." + ending);
    try (ChildProcess child =
        ChildJvm.of(Endless.class)
            .flags("-Dtrace=" + trace, "-Xmx96m")
            .start("" + Nightly.amount(50_000, 250_000))) {
      child.awaitLine("ready");
      child.signal("TERM");

      assertThat(child.exitCode()).as(child.output()).isEqualTo(143);
    }
    assertThat(Files.readString(trace))
        .containsPattern("[0-9]{6,} (more )?events|\"droppedEvents\":[0-9]{6,}");
  }

  static final class Endless {
    private Endless() {}

    public static void main(String[] args) throws Exception {
      try (Program program = open(new PrintWriter(System.out))) {
        int waits = Integer.parseInt(args[0]);
        program.run(EventLoop.builder().clock(new VirtualClock()), () -> goOn(waits));
      }
    }

    private static Void goOn(int waits) throws Exception {
      for (int i = 0; ; i++) {
        Async.spawn("child of the long run " + i, () -> Async.sleep(Duration.ofMillis(1))).await();
        if (i == waits) {
          System.out.println("ready");
        }
      }
    }
  }
}
