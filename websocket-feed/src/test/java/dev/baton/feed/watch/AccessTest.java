package dev.baton.feed.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
  @TempDir private Path folder;

  @Test
  void theTokenIsTheFirstLine() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "abc.DEF-123==\r\nnot this\n");

    assertThat(Token.read(file).authorization()).isEqualTo("Bearer abc.DEF-123==");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "two words", "späť", "a\u0000b", "a\"b"})
  void whatCannotBeATokenIsNotRepeated(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("token"), text);

    assertThatThrownBy(() -> Token.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the token file " + file + " must have the token in its first line")
        .hasMessageNotContaining("two words");
  }

  @Test
  void filesThatAreNotThereAreSaid() {
    Path nothing = folder.resolve("nothing");

    assertThatThrownBy(() -> Token.read(nothing))
        .hasMessage("the token file %s cannot be read: there is no %s", nothing, nothing);
    assertThatThrownBy(() -> Trust.of(nothing))
        .hasMessageStartingWith("the certificates in " + nothing + " cannot be read");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "hello", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
  void aFileWithoutACertificateIsSaid(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("ca"), text);

    assertThatThrownBy(() -> Trust.of(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("there is no certificate in " + file);
  }

  @Test
  void aSecureServerNeedsSomebodyToBeTrusted() {
    FeedUrl url = FeedUrl.parse("wss://h");

    assertThatThrownBy(() -> new Access(url, Optional.empty(), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Access.to(url).trust()).isPresent();
  }
}
