package dev.baton.bench.feed.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameParserTest {
  private final List<String> frames = new ArrayList<>();
  private final ByteArrayOutputStream stream = new ByteArrayOutputStream();

  private void note(int opcode, byte[] bytes, int begin, int end) {
    frames.add(opcode + " " + new String(bytes, begin, end - begin, US_ASCII));
  }

  /// As a server writes it.
  private void write(int opcode, String payload) {
    int length = payload.length();
    stream.write(0x80 | opcode);
    if (length < 126) {
      stream.write(length);
    } else if (length < 65_536) {
      stream.writeBytes(new byte[] {126, (byte) (length >> 8), (byte) length});
    } else {
      stream.writeBytes(
          new byte[] {
            127, 0, 0, 0, 0, 0, (byte) (length >> 16), (byte) (length >> 8), (byte) length
          });
    }
    stream.writeBytes(payload.getBytes(US_ASCII));
  }

  @Test
  void severalFramesAreFoundInOnePiece() throws IOException {
    write(FrameParser.TEXT, "hello");
    write(FrameParser.PING, "");
    write(FrameParser.TEXT, "x".repeat(70_000));
    byte[] bytes = stream.toByteArray();

    assertThat(FrameParser.parse(bytes, 0, bytes.length, this::note)).isEqualTo(bytes.length);
    assertThat(frames).containsExactly("1 hello", "9 ", "1 " + "x".repeat(70_000));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 125, 126, 300, 65_535, 65_536})
  void aFrameIsFoundWhenItsLastByteHasCome(int length) throws IOException {
    write(FrameParser.TEXT, "x".repeat(length));
    byte[] bytes = stream.toByteArray();

    for (int end : new int[] {0, 1, 2, 3, 9, bytes.length - 1}) {
      if (end < bytes.length) {
        assertThat(FrameParser.parse(bytes, 0, end, this::note)).isZero();
      }
    }
    assertThat(frames).isEmpty();
    FrameParser.parse(bytes, 0, bytes.length, this::note);
    assertThat(frames).containsExactly("1 " + "x".repeat(length));
  }

  @Test
  void whatIsMissingBeginsBehindTheLastFrame() throws IOException {
    write(FrameParser.TEXT, "first");
    int complete = stream.size();
    write(FrameParser.TEXT, "second");
    byte[] bytes = stream.toByteArray();

    assertThat(FrameParser.parse(bytes, 0, bytes.length - 1, this::note)).isEqualTo(complete);
    assertThat(FrameParser.parse(bytes, complete, bytes.length, this::note))
        .isEqualTo(bytes.length);
    assertThat(frames).containsExactly("1 first", "1 second");
  }

  @ParameterizedTest
  @CsvSource({
    "0100, 'the server sends a fragment, or an extension that nobody asked for'",
    "8000, 'the server sends a fragment, or an extension that nobody asked for'",
    "C100, 'the server sends a fragment, or an extension that nobody asked for'",
    "818000000000, the server masks its frames",
    "817FFFFFFFFFFFFFFFFF, the server sends a frame of a negative length",
  })
  void whatNoServerSendsIsAnError(String hex, String message) {
    byte[] bytes = HexFormat.of().parseHex(hex);

    assertThatThrownBy(() -> FrameParser.parse(bytes, 0, bytes.length, this::note))
        .isInstanceOf(IOException.class)
        .hasMessage(message);
  }
}
