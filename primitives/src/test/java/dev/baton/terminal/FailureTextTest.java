package dev.baton.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureTextTest {
  @TempDir private Path folder;

  @Test
  void whatTheSystemRefusesIsSaidInWords() throws Exception {
    Path missing = folder.resolve("missing");
    assertThat(textOf(() -> Files.size(missing))).isEqualTo("there is no " + missing);
    assertThat(textOf(() -> Files.createDirectory(folder))).isEqualTo(folder + " is there already");
    Path file = Files.writeString(folder.resolve("file"), "x");
    Path below = file.resolve("below");
    assertThat(textOf(() -> Files.createDirectory(below)))
        .endsWith(": " + below)
        .doesNotContain("Exception");
  }

  private interface Attempt {
    Object run() throws IOException;
  }

  private static String textOf(Attempt attempt) {
    try {
      return "no failure, but " + attempt.run();
    } catch (IOException failure) {
      return FailureText.of(failure);
    }
  }

  @Test
  void noClassIsNamed() {
    assertThat(FailureText.of(new AccessDeniedException("a"))).isEqualTo("access is denied to a");
    assertThat(FailureText.of(new NotDirectoryException("a"))).isEqualTo("a is no folder");
    assertThat(FailureText.of(new FileSystemException("a", null, "Read-only file system")))
        .isEqualTo("Read-only file system: a");
    assertThat(FailureText.of(new IOException("No space left on device")))
        .isEqualTo("No space left on device");
    assertThat(FailureText.of(new ClosedFileSystemException())).isEqualTo("the reason is unknown");
  }
}
