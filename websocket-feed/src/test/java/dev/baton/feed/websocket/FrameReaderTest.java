package dev.baton.feed.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How much is kept of what has not come whole.
class FrameReaderTest {
  private static final int READERS = 2_000;
  private static final int MOST = 8 * 1024 * 1024;
  private static final WebSocketSettings SETTINGS =
      WebSocketSettings.defaults().withMaxMessage(MOST, 1_000);

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /// 16 GB, if they were believed (Java-WebSocket #1507).
  @Test
  void aLengthThatIsOnlyDeclaredCostsNothing() throws ProtocolViolation {
    byte[] start = Wire.frame(Role.CLIENT, 0x82, MOST, 8, new byte[100]);
    List<FrameReader> readers = new ArrayList<>();
    long before = usedHeap();
    for (int i = 0; i < READERS; i++) {
      FrameReader reader = new FrameReader(Role.SERVER, new Codec(Role.SERVER), SETTINGS);
      reader.add(start);
      assertThat(reader.next()).isNull();
      assertThat(reader.isInFrame()).isTrue();
      readers.add(reader);
    }
    assertThat((usedHeap() - before) / READERS).as("bytes for each").isLessThan(3_000);
    assertThat(readers).hasSize(READERS);
  }

  @Test
  void aWholeFrameLeavesNothingBehind() throws ProtocolViolation {
    FrameReader reader = new FrameReader(Role.SERVER, new Codec(Role.SERVER), SETTINGS);
    byte[] frame = Wire.text(Role.CLIENT, "x".repeat(70_000));
    for (byte b : frame) {
      assertThat(reader.isInMessage() && !reader.isInFrame()).isFalse();
      reader.add(new byte[] {b});
      if (reader.next() instanceof Received.Data(Message.Text(String text))) {
        assertThat(text).hasSize(70_000);
      }
    }
    assertThat(reader.isInFrame()).isFalse();
    assertThat(reader.isInMessage()).isFalse();
  }

  @Test
  void aMessageInFramesIsOneUntilItsEnd() throws ProtocolViolation {
    FrameReader reader = new FrameReader(Role.CLIENT, new Codec(Role.CLIENT), SETTINGS);
    reader.add(
        Wire.join(
            Wire.frame(Role.SERVER, 1, Wire.utf8("a")),
            Wire.ping(Role.SERVER, "between"),
            Wire.frame(Role.SERVER, 0x80, Wire.utf8("b"))));
    assertThat(reader.next()).isInstanceOf(Received.Ping.class);
    assertThat(reader.isInMessage()).isTrue();
    assertThat(reader.next()).isEqualTo(new Received.Data(new Message.Text("ab")));
    assertThat(reader.next()).isNull();
    assertThat(reader.isInMessage()).isFalse();
  }
}
