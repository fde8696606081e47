package dev.baton.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkedFileTest {
  @TempDir private Path folder;

  @Test
  void replacesWhatStandsBetweenTheMarksAndNothingElse() throws IOException {
    Path file = folder.resolve("a.md");
    Files.writeString(
        file,
        """
        before
        <!-- bench net -->
        old
        <!-- end -->
        after
        <!-- bench idle -->
        <!-- end -->
        """);

    MarkedFile.replace(file, "net", "new\n");
    MarkedFile.replace(file, "net", "newer");

    assertThat(file)
        .hasContent(
            """
            before
            <!-- bench net -->

            newer

            <!-- end -->
            after
            <!-- bench idle -->
            <!-- end -->
            """);
  }

  @Test
  void aFileWithoutAPlaceIsLeftAsItIs() throws IOException {
    Path file = Files.writeString(folder.resolve("a.md"), "text");

    assertThatThrownBy(() -> MarkedFile.replace(file, "net", "new"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it needs the lines <!-- bench net --> and <!-- end -->");
    assertThat(file).hasContent("text");
  }

  @Test
  void whetherThereIsAPlaceCanBeAskedBefore() throws IOException {
    Path file = folder.resolve("a.md");
    assertThatThrownBy(() -> MarkedFile.check(file, "net"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a.md is no file that can be written");

    Files.writeString(file, "<!-- bench net -->\n<!-- end -->\n");
    MarkedFile.check(file, "net");
    assertThatThrownBy(() -> MarkedFile.check(file, "idle"))
        .hasMessageContaining("it needs the lines <!-- bench idle --> and <!-- end -->");
  }

  @Test
  void theProjectsFileHasAPlaceForEverySuite() throws IOException {
    assertThat(Files.readString(Path.of("benchmarks.md")))
        .contains("<!-- bench primitives -->\n", "<!-- bench net -->\n")
        .contains("<!-- bench explorer -->\n", "<!-- bench idle -->\n");
  }
}
