package dev.baton.lessons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.testkit.ChildJvm;
import dev.baton.testkit.ChildProcess;
import dev.baton.testkit.UnixSignals;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A lesson that is a process of its own.
@Tag("process")
class LessonProcessTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void aSignalEndsALessonWithoutAWordAndItsTraceIsWritten(String signal, int code)
      throws Exception {
    UnixSignals.assumeHeard(signal);
    Path trace = folder.resolve("lesson.txt");
    ChildJvm jvm = ChildJvm.of(Lessons.class).errorsApart();
    try (ChildProcess lesson = jvm.start("1", "--trace", trace.toString())) {
      lesson.awaitLine("[ 0.");
      lesson.signal(signal);

      assertThat(lesson.exitCode()).isEqualTo(code);
      assertThat(lesson.err().all()).isEmpty();
      assertThat(Files.readString(trace)).contains("ends: cancelled");
    }
  }

  @Test
  void whereTheDiskIsFullALessonSaysSo() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "there is no /dev/full here");
    ProcessBuilder builder =
        new ProcessBuilder(ChildJvm.of(Lessons.class).command("1", "--clock", "virtual"))
            .redirectOutput(full.toFile());
    try (ChildProcess lesson = ChildProcess.start(builder)) {
      assertThat(lesson.err().all())
          .isEqualTo("lesson: cannot write to stdout: No space left on device");
      assertThat(lesson.exitCode()).isEqualTo(1);
    }
  }
}
