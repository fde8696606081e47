package dev.baton.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void theOldFileStaysUntilTheNewOneIsWhole() throws IOException {
    Path file = Files.writeString(folder.resolve("report.html"), "old");
    AtomicFile.<IOException>replace(
        file,
        "draft",
        draft -> {
          Files.writeString(draft, "new");
          assertThat(file).hasContent("old");
        });

    assertThat(file).hasContent("new");
    assertThat(names()).containsExactly("report.html");
  }

  @Test
  void whatFailsLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("report.html"), "old");

    assertThatThrownBy(
            () ->
                AtomicFile.<IOException>replace(
                    file,
                    "draft",
                    draft -> {
                      Files.writeString(draft, "half of the n");
                      throw new IOException("No space left on device");
                    }))
        .hasMessage("No space left on device");
    assertThat(file).hasContent("old");
    assertThat(names()).containsExactly("report.html");
  }

  @Test
  @Tag("process")
  void whatIsNoRegularFileIsNotReplaced() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertThatThrownBy(
            () ->
                AtomicFile.<IOException>replace(
                    pipe, "draft", draft -> Files.writeString(draft, "new")))
        .hasMessage("it is no regular file, and is not replaced; name another file");
    assertThat(Files.readAttributes(pipe, BasicFileAttributes.class).isOther()).isTrue();
    assertThat(names()).containsExactly("pipe");
  }

  private Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }
}
