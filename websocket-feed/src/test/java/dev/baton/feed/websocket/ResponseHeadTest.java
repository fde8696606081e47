package dev.baton.feed.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The fields of an answer, one by one; whole answers are in [ClientConformanceTest].
class ResponseHeadTest {
  private static ResponseHead parse(String field) throws HandshakeRefusedException {
    return ResponseHead.parse("HTTP/1.1 101 OK\r\n" + field + "\r\n\r\n");
  }

  /// With a pattern that can share the blanks out in many ways, this took minutes of the loop.
  @Test
  void manyBlanksAreReadInNoTime() {
    String blanks = " ".repeat(ClientHandshake.MAX_HEAD - 100);

    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          assertThatThrownBy(() -> parse("X:" + blanks + "\u007f"))
              .hasMessage("the answer to the handshake has a line that is no header field");
          assertThat(parse("X:" + blanks + "y" + blanks).first("x")).isEqualTo("y");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"X:a b", "X: a b", "X:\t a b \t", "x:   a b"})
  void spacesAroundAValueMeanNothing(String field) throws HandshakeRefusedException {
    assertThat(parse(field).first("X")).isEqualTo("a b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X:", "X: ", "X: \t "})
  void aValueMayBeEmpty(String field) throws HandshakeRefusedException {
    assertThat(parse(field).first("X")).isEmpty();
  }

  @Test
  void aValueMayHaveColonsAndBytesAboveAscii() throws HandshakeRefusedException {
    assertThat(parse("X: a:\u0080\u00a0:\u00ff").first("X")).isEqualTo("a:\u0080\u00a0:\u00ff");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {":a", "X", "X :a", " X: a", "X Y: a", "X: a\nb", "X: a\u0000", "\u00e4: a"})
  void whatIsNoFieldIsRefused(String line) {
    assertThatThrownBy(() -> parse(line)).isInstanceOf(HandshakeRefusedException.class);
  }
}
