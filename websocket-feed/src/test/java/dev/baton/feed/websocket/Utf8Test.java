package dev.baton.feed.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The JDK's decoder and this check agree.
class Utf8Test {
  private static boolean jdkSays(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException bad) {
      return false;
    }
  }

  @Test
  void onAllPairsAndTriplesThatBeginACharacter() {
    for (int first = 0x7f; first < 256; first++) {
      for (int second = 0x7e; second < 0xc2; second++) {
        for (int third = 0x7f; third < 0xc1; third++) {
          byte[] bytes = {(byte) first, (byte) second, (byte) third};
          assertThat(Utf8.isValid(bytes, 0, 3)).isEqualTo(jdkSays(bytes));
        }
        byte[] four = {(byte) first, (byte) second, (byte) 0x80, (byte) 0xbf};
        assertThat(Utf8.isValid(four, 0, 4)).isEqualTo(jdkSays(four));
      }
    }
  }

  @Test
  void onRandomBytesInRandomPiecesUnderAMask() {
    SplittableRandom random = new SplittableRandom(1);
    int valid = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(8)];
      random.nextBytes(bytes);
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] = random.nextInt(3) == 0 ? (byte) (bytes[j] & 0x7f) : (byte) (bytes[j] | 0x80);
      }
      boolean expected = jdkSays(bytes);
      valid += expected ? 1 : 0;
      int mask = random.nextInt();
      byte[] masked = bytes.clone();
      for (int j = 0; j < masked.length; j++) {
        masked[j] ^= (byte) (mask >>> (3 - (j & 3)) * 8);
      }
      int cut = random.nextInt(bytes.length + 1);
      Utf8 check = new Utf8();
      boolean good =
          check.add(masked, 0, cut, mask, 0)
              && check.add(masked, cut, masked.length, mask, cut)
              && check.isComplete();
      assertThat(good).isEqualTo(expected);
    }
    assertThat(valid).isGreaterThan(1_000);
  }

  @Test
  void whatCanBeNoCharacterFailsAtItsFirstBadByte() {
    for (byte[] bad :
        new byte[][] {
          {(byte) 0xc0}, {(byte) 0xf5}, {(byte) 0xed, (byte) 0xa0}, {(byte) 0xf4, (byte) 0x90}
        }) {
      assertThat(new Utf8().add(bad, 0, bad.length, 0, 0)).isFalse();
    }
    assertThat(new Utf8().add(new byte[] {(byte) 0xf4, (byte) 0x8f}, 0, 2, 0, 0)).isTrue();
  }
}
