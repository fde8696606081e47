package dev.baton.feed.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.testkit.Nightly;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Good conversations with something changed, the same for the same seed: what comes out is
/// messages and control frames, or one refusal with a code that may be sent; never an exception of
/// another kind, and never more than was taken in.
class MutationTest {
  private static final int MUTATIONS = Nightly.amount(50_000, 1_000_000);

  /// Through a whole connection.
  private static final int CONNECTIONS = Nightly.amount(1_000, 20_000);

  private static final int MAX_MESSAGE = 4_096;

  /// In bytes; a leak of 8 for each of a million mutations would be more.
  private static final long HEAP_GROWTH = 8_000_000;

  private static final WebSocketSettings SETTINGS =
      WebSocketSettings.defaults().withMaxMessage(MAX_MESSAGE, 16);

  private static final int[] NASTY = {0, 1, 2, 3, 8, 9, 10, 125, 126, 127, 128, 129, 136, 254, 255};

  private static byte[] conversation(Role sender, SplittableRandom random) {
    List<byte[]> frames = new ArrayList<>();
    for (int count = 1 + random.nextInt(4); count > 0; count--) {
      frames.add(
          switch (random.nextInt(7)) {
            case 0 -> Wire.text(sender, "text \u00e9\u20ac\ud83d\ude00");
            case 1 -> Wire.binary(sender, new byte[random.nextInt(300)]);
            case 2 -> Wire.ping(sender, "ping");
            case 3 -> Wire.pong(sender, "12345678");
            case 4 ->
                Wire.join(
                    Wire.frame(sender, 1, Wire.utf8("two \u20ac ")),
                    Wire.ping(sender, "between"),
                    Wire.frame(sender, 0x80, Wire.utf8("frames")));
            case 5 -> Wire.text(sender, "x".repeat(random.nextInt(3_000)));
            default -> Wire.close(sender, 1000, "the end \u20ac");
          });
    }
    return Wire.join(frames.toArray(byte[][]::new));
  }

  private static byte[] mutate(Role sender, SplittableRandom random) {
    byte[] bytes = conversation(sender, random);
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      int at = random.nextInt(Math.min(bytes.length, 40));
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = (byte) NASTY[random.nextInt(NASTY.length)];
        case 2 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 3 ->
            bytes =
                Wire.join(
                    Arrays.copyOf(bytes, at),
                    Arrays.copyOfRange(bytes, at + 1, bytes.length),
                    new byte[1]);
        default -> bytes = Arrays.copyOf(bytes, Math.max(1, random.nextInt(bytes.length + 1)));
      }
    }
    return bytes;
  }

  private static Role other(Role role) {
    return role == Role.SERVER ? Role.CLIENT : Role.SERVER;
  }

  @ParameterizedTest
  @EnumSource
  void theReaderUnderstandsOrRefusesEveryMutation(Role role) {
    SplittableRandom random = new SplittableRandom(role.ordinal());
    int[] ends = new int[3];
    long heapBefore = usedHeap();
    try (var _ = Nightly.measure("%,d mutated frames as %s".formatted(MUTATIONS, role))) {
      for (int i = 0; i < MUTATIONS; i++) {
        byte[] bytes = mutate(other(role), random);
        String whole = read(role, bytes, bytes.length);
        String inPieces = read(role, bytes, 1 + random.nextInt(64));
        assertThat(inPieces).as("mutation %d", i).isEqualTo(whole);
        ends[whole.endsWith("?") ? 0 : whole.endsWith("!") ? 1 : 2]++;
      }
    }
    assertThat(usedHeap() - heapBefore).isLessThan(HEAP_GROWTH);
    assertThat(Arrays.stream(ends))
        .as("unfinished, refused, closed")
        .allMatch(count -> count > MUTATIONS / 100);
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /// What the reader finds, and how it ends: `?` if more is to come, `!` if it is refused.
  private static String read(Role role, byte[] bytes, int pieces) {
    FrameReader reader = new FrameReader(role, new Codec(role), SETTINGS);
    StringBuilder found = new StringBuilder();
    try {
      for (int from = 0; from < bytes.length; from += pieces) {
        reader.add(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + pieces)));
        for (Received next; (next = reader.next()) != null; ) {
          found.append(text(next));
          if (next instanceof Received.Close) {
            return found.toString();
          }
        }
      }
      return found + "?";
    } catch (ProtocolViolation violation) {
      assertThat(violation.code())
          .isIn(CloseCodes.PROTOCOL_ERROR, CloseCodes.BAD_DATA, CloseCodes.TOO_LARGE);
      assertThat(violation.getMessage()).hasSizeLessThan(100).matches("[ -~]+");
      return found + " " + violation.code() + "!";
    }
  }

  private static String text(Received received) {
    return switch (received) {
      case Received.Data(Message.Text(String text)) -> {
        assertThat(text).hasSizeLessThanOrEqualTo(MAX_MESSAGE);
        yield "T" + text;
      }
      case Received.Data(Message.Binary(byte[] data)) -> {
        assertThat(data).hasSizeLessThanOrEqualTo(MAX_MESSAGE);
        yield "B" + Arrays.hashCode(data);
      }
      case Received.Ping(byte[] payload) -> "I" + Arrays.hashCode(payload);
      case Received.Pong(byte[] payload) -> "O" + Arrays.hashCode(payload);
      case Received.Close(int code, String reason) -> "C" + code + reason;
    };
  }

  @ParameterizedTest
  @EnumSource
  void aConnectionEndsInOrderAfterEveryMutation(Role role) throws Exception {
    SplittableRandom random = new SplittableRandom(10 + role.ordinal());
    for (int i = 0; i < CONNECTIONS; i++) {
      byte[] bytes = mutate(other(role), random);
      String expected = read(role, bytes, bytes.length);
      InMemory.run(
          role,
          SETTINGS,
          connection -> {
            RawPeer peer = connection.peer();
            peer.send(bytes);
            peer.stream().shutdownOutput();
            RawPeer.Raw last = null;
            do {
              last = peer.nextOrNull();
            } while (last != null && last.first() != (Wire.FIN | 8));
            requireRightClose(expected, last);
            Throwable end = connection.awaitEnd();
            assertThat(end).isInstanceOf(java.io.IOException.class);
          });
    }
  }

  private static void requireRightClose(String expected, RawPeer.Raw last) {
    if (expected.endsWith("?")) {
      assertThat(last).isNull(); // it just ended
    } else if (expected.endsWith("!")) {
      assertThat(last.code())
          .isEqualTo(
              Integer.parseInt(expected.substring(expected.length() - 5, expected.length() - 1)));
    } else {
      assertThat(last.first()).isEqualTo(Wire.FIN | 8);
    }
  }

  @Test
  void theMutationsAreTheSameEachTime() {
    assertThat(mutate(Role.CLIENT, new SplittableRandom(5)))
        .isEqualTo(mutate(Role.CLIENT, new SplittableRandom(5)));
  }
}
