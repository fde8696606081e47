package dev.baton.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.baton.testing.VirtualClock;
import dev.baton.trace.programs.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "run.svg, <svg xmlns=",
    "run.html, <!DOCTYPE html>",
    "RUN.HTML, <!DOCTYPE html>",
    "run.json, '{\"displayTimeUnit\"'",
    "run.txt, two parts"
  })
  void theEndingChoosesWhatIsWritten(String name, String beginning) throws IOException {
    assertThat(write(name)).startsWith(beginning).contains("second part");
  }

  @Test
  void aTextHasALineForEachEvent() throws IOException {
    assertThat(write("run.txt").lines())
        .containsExactly(
            "two parts",
            "",
            "-- first part",
            "    0.000  main   is started",
            "    0.000  main   runs",
            "    0.000  main   is done",
            "",
            "-- second part",
            "    0.000  main   is started",
            "    0.000  main   runs",
            "    0.000  main   starts child",
            "    0.000  main   waits for task \"child\"                    Programs.java:LINE",
            "    0.000  child  runs",
            "    0.000  child  waits for the clock                       Programs.java:LINE",
            "    0.000  loop   has nothing to do",
            "    0.010  loop   goes on",
            "    0.010  child  is woken",
            "    0.010  child  runs",
            "    0.010  main   is woken by child",
            "    0.010  child  is done",
            "    0.010  main   runs",
            "    0.010  main   is done");
  }

  @Test
  void aTextSaysWhereTheLoopGaveUp() throws IOException {
    StringBuilder text = new StringBuilder();
    TextTrace.write("stuck", List.of(Runs.of(Programs::deadlock)), text);

    assertThat(text)
        .contains("loop  gives up: DEADLOCK: 3 tasks can never run again (loop time 10 ms): one");
  }

  @Test
  void aFileThatIsThereIsReplaced() throws IOException {
    Files.writeString(folder.resolve("run.txt"), "x".repeat(100_000));

    assertThat(write("run.txt")).startsWith("two parts").hasSizeLessThan(10_000);
  }

  private String write(String name) throws IOException {
    Path file = folder.resolve(name);
    try (TraceFile trace = TraceFile.of(file, "two parts")) {
      trace.recorder().part("first part");
      Runs.run(trace.recorder(), new VirtualClock(), () -> {});
      trace.recorder().part("second part");
      Runs.run(trace.recorder(), new VirtualClock(), Programs::awaitAChild);
    }
    return Files.readString(file).replaceAll("(Programs\\.java:)\\d+", "$1LINE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "run.png", "run.svg.gz", "svg", ""})
  void otherEndingsAreRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TraceFile.of(Path.of(name), "a run"))
        .withMessage("a trace must end in .svg, .html, .json or .txt, got " + name);
  }

  @Test
  void aFileThatCannotBeWrittenIsRefusedAtTheStart() throws IOException {
    Path nowhere = folder.resolve("nowhere/run.svg");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TraceFile.of(nowhere, "a run"))
        .withMessage("there is no folder for the trace " + nowhere);

    Path directory = Files.createDirectory(folder.resolve("folder.svg"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TraceFile.of(directory, "a run"))
        .withMessage("the trace cannot be written to " + directory);
  }

  @Test
  void nothingIsWrittenBeforeTheEnd() {
    TraceFile.of(folder.resolve("run.svg"), "a run");

    assertThat(folder).isEmptyDirectory();
  }
}
