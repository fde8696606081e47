package dev.baton.feed.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealTest {
  private static final String JSON = "{\"op\":\"gap\",\"why\":\"à la 😀\"}";

  @Test
  void theChecksumIsTheLastMember() throws Exception {
    byte[] line = Seal.line("{\"a\":1}");

    assertThat(new String(line, UTF_8)).isEqualTo("{\"a\":1,\"c\":\"149cdbb2\"}\n");
    assertThat(Seal.json(withoutEnd(line))).isEqualTo("{\"a\":1}");
  }

  @Test
  void everyChangedBitIsFound() {
    byte[] line = withoutEnd(Seal.line(JSON));
    for (int bit = 0; bit < line.length * 8; bit++) {
      byte[] changed = line.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> Seal.json(changed)).isInstanceOf(BadLineException.class);
    }
  }

  @Test
  void everyShorterLineIsFound() {
    byte[] line = withoutEnd(Seal.line(JSON));
    for (int length = 0; length < line.length; length++) {
      byte[] shorter = Arrays.copyOf(line, length);
      assertThatThrownBy(() -> Seal.json(shorter)).isInstanceOf(BadLineException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"c\":\"00000000\"}", "plain text, which is long enough"})
  void whatHasNoChecksumIsFound(String text) {
    assertThatThrownBy(() -> Seal.json(text.getBytes(UTF_8)))
        .hasMessageStartingWith("does not end with a checksum, but with ");
  }

  @Test
  void itSaysBothSums() {
    byte[] line = withoutEnd(Seal.line("{\"a\":1}"));
    line[5] = '2';
    assertThatThrownBy(() -> Seal.json(line))
        .hasMessageMatching("has the checksum 149cdbb2, but its bytes give [0-9a-f]{8}");
  }

  private static byte[] withoutEnd(byte[] line) {
    assertThat(line[line.length - 1]).isEqualTo((byte) '\n');
    return Arrays.copyOf(line, line.length - 1);
  }
}
