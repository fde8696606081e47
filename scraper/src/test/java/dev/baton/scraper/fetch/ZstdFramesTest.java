package dev.baton.scraper.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.DataFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZstdFramesTest {
  /// A window of 1 KiB, and one block of the five letters "hello".
  private static final String HELLO = "28b52ffd 00 00 290000 68656c6c6f";

  /// One segment of five bytes: five times "a"; and a checksum, which is wrong.
  private static final String RUN = "28b52ffd 24 05 2b0000 61 00000000";

  private static final String SKIPPED = "502a4d18 03000000 aabbcc";

  @Test
  void findsTheEndOfTheLastFrame() throws Exception {
    assertThat(end(HELLO)).isEqualTo(14);
    assertThat(end(HELLO + SKIPPED + RUN)).isEqualTo(14 + 11 + 14);
    assertThat(end(HELLO + "ffffffffff")).isEqualTo(14);
    assertThat(end(HELLO + "28b52f")).isEqualTo(14);
  }

  @Test
  void readsThemAll() throws Exception {
    byte[] twice = bytes(HELLO + SKIPPED + HELLO + "00");

    assertThat(unpacker(twice).all()).asString().isEqualTo("hellohello");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "28b52ffd 00 69", // 8 MiB and an eighth
        "28b52ffd 00 ff",
        "28b52ffd a0 01008000", // one segment of 8 MiB and a byte
        "28b52ffd e0 ffffffffffffffff"
      })
  void refusesALargeWindow(String frame) {
    assertThatThrownBy(() -> end(frame + "010000"))
        .hasMessageStartingWith("the page needs a zstd window of more than 8 MiB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"28b52ffd 00 68 010000", "28b52ffd a0 00008000 010000"})
  void takesALargeOne(String frame) throws Exception {
    assertThat(end(frame)).isEqualTo(bytes(frame).length);
  }

  @Test
  void saysThatAFrameIsCut() {
    byte[] frames = bytes(HELLO + RUN);
    for (int length = 4; length < frames.length; length++) {
      byte[] cut = Arrays.copyOf(frames, length);
      if (length < 14 || length >= 18) { // between, less than a frame's beginning follows a frame
        assertThatThrownBy(() -> ZstdFrames.end(ByteBuffer.wrap(cut)))
            .as("%d bytes", length)
            .isInstanceOf(BufferUnderflowException.class);
      }
    }
    assertThatThrownBy(() -> unpacker(Arrays.copyOf(frames, 12)).all())
        .hasMessage("the archive is cut: its zstd data ends too soon");
  }

  @Test
  void saysThatSomethingIsWrong() {
    assertThatThrownBy(() -> end("3c68746d6c3e"))
        .hasMessage("the page is not zstd, although its header says so");
    assertThatThrownBy(() -> end("28b52ffd 00 00 070000")).isInstanceOf(DataFormatException.class);
    assertThatThrownBy(() -> unpacker(bytes(RUN)).all())
        .hasMessage("the archive is damaged: its zstd data is not valid");
  }

  private static Unpacker unpacker(byte[] packed) {
    return new Unpacker(Unpacker.Format.ZSTD, packed, new DecodedLimit(1_000, packed.length));
  }

  private static int end(String frames) throws IOException, DataFormatException {
    return ZstdFrames.end(ByteBuffer.wrap(bytes(frames)));
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
