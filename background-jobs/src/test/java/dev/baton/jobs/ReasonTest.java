package dev.baton.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.TimeoutException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReasonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "cannot connect to https://user:hunter2@example.org/x",
        "cannot connect to https://hunter2@example.org/x",
        "sent Authorization: Bearer hunter2 and failed",
        "sent authorization: hunter2",
        "sent Proxy-Authorization=Basic hunter2",
        "Bearer hunter2",
        "password=hunter2",
        "//a:b@hunter2@example.org"
      })
  void aReasonKeepsNoSecret(String text) {
    assertThat(Reason.of(text)).doesNotContain("hunter2").contains("***");
  }

  @Test
  void aReasonIsShort() {
    assertThat(Reason.of("x".repeat(100_000))).hasSize(Reason.MAX).endsWith("…");
    assertThat(Reason.of("x".repeat(Reason.MAX))).isEqualTo("x".repeat(Reason.MAX));
  }

  @Test
  void aReasonThatIsCutKeepsNoSecretEither() {
    String url = "https://user:" + "p".repeat(5000) + "@example.org";
    assertThat(Reason.of("at " + url)).doesNotContain("pppp");
  }

  @Test
  void anExceptionIsToldInPlainWords() {
    assertThat(Reason.of(new NoSuchFileException("a.csv"))).isEqualTo("there is no a.csv");
    assertThat(Reason.of(new AccessDeniedException("a.csv")))
        .isEqualTo("access is denied to a.csv");
    assertThat(Reason.of(new FileAlreadyExistsException("a.csv")))
        .isEqualTo("a.csv is there already");
    assertThat(Reason.of(new NotDirectoryException("a"))).isEqualTo("a is no folder");
    assertThat(Reason.of(new FileSystemException("a.csv", null, "Read-only file system")))
        .isEqualTo("Read-only file system: a.csv");
    assertThat(Reason.of(new TimeoutException("it took too long"))).isEqualTo("it took too long");
  }

  @Test
  void anExceptionThatIsNotKnownIsNamedAtLast() {
    assertThat(Reason.of(new IllegalStateException("no fax here")))
        .isEqualTo("no fax here (\"IllegalStateException\")");
    assertThat(Reason.of(new FileSystemException("a.csv")))
        .isEqualTo("a.csv (\"FileSystemException\")");
    assertThat(Reason.of(new NullPointerException()))
        .isEqualTo("it failed with \"NullPointerException\"");
  }

  @Test
  void controlCharactersAreShown() {
    assertThat(Reason.of("a\n\u001b[31m\u202eé😀")).isEqualTo("a\\u000a\\u001b[31m\\u202eé😀");
  }
}
