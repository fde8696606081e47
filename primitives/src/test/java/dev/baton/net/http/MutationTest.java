package dev.baton.net.http;

import static dev.baton.net.http.TestServer.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.api.VirtualLoop;
import dev.baton.testkit.Nightly;
import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Valid requests with something changed, the same for the same seed: each is understood or
/// refused, and nothing else ever happens.
class MutationTest {
  private static final int PARSED = Nightly.amount(50_000, 1_000_000);
  private static final int SERVED = 3_000;

  /// In bytes; a leak of 8 for each of a million mutations would be more.
  private static final long HEAP_GROWTH = 8_000_000;

  private static final String[] VALID = {
    "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /a%20b?q=%C3%A9&x HTTP/1.1\r\nHost: [::1]:80\r\nAccept: */*\r\nX: \u00e9\r\n\r\n",
    "HEAD http://a.b/c HTTP/1.1\r\nhost:a.b\r\nConnection: keep-alive, Upgrade\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
    "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\nhello",
    "PUT /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "5;a=b\r\nhello\r\n10\r\n0123456789abcdef\r\n0\r\nA: b\r\n\r\n",
    "GET /old HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
    "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n"
  };

  /// Bytes at which a parser may stumble.
  private static final byte[] NASTY =
      "\r\n\0\t :;,%/?#0fF9-+\"\\\u007f\u0080\u00ff".getBytes(StandardCharsets.ISO_8859_1);

  private static byte[] mutate(SplittableRandom random) {
    byte[] bytes = VALID[random.nextInt(VALID.length)].getBytes(StandardCharsets.ISO_8859_1);
    for (int changes = 1 + random.nextInt(3); changes > 0 && bytes.length > 1; changes--) {
      bytes = change(bytes, random);
    }
    return bytes;
  }

  private static byte[] change(byte[] bytes, SplittableRandom random) {
    int at = random.nextInt(bytes.length);
    int other = Math.min(bytes.length, at + 1 + random.nextInt(8));
    byte nasty = NASTY[random.nextInt(NASTY.length)];
    return switch (random.nextInt(6)) {
      case 0 -> splice(bytes, at, at + 1, new byte[] {(byte) random.nextInt(256)});
      case 1 -> splice(bytes, at, at + 1, new byte[] {nasty});
      case 2 -> splice(bytes, at, at, new byte[] {nasty});
      case 3 -> splice(bytes, at, other, new byte[0]);
      case 4 -> splice(bytes, at, at, Arrays.copyOfRange(bytes, at, other));
      default -> Arrays.copyOf(bytes, at);
    };
  }

  private static byte[] splice(byte[] bytes, int from, int to, byte[] with) {
    byte[] result = new byte[bytes.length - (to - from) + with.length];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(with, 0, result, from, with.length);
    System.arraycopy(bytes, to, result, from + with.length, bytes.length - to);
    return result;
  }

  @Test
  void theParsersUnderstandOrRefuseEveryMutation() {
    SplittableRandom random = new SplittableRandom(1);
    HeadParser parser = new HeadParser(SETTINGS);
    int understood = 0;
    int refused = 0;
    int unfinished = 0;
    long heapBefore = usedHeap();
    try (var _ = Nightly.measure("%,d mutated requests parsed twice".formatted(PARSED))) {
      for (int i = 0; i < PARSED; i++) {
        byte[] bytes = mutate(random);
        int cut = random.nextInt(bytes.length + 1);
        String whole = parse(parser, bytes, bytes.length);
        String inPieces = parse(parser, bytes, cut);
        assertThat(inPieces).as("mutation %d", i).isEqualTo(whole);
        switch (whole.charAt(0)) {
          case 'G' -> understood++;
          case 'R' -> refused++;
          default -> unfinished++;
        }
      }
    }
    assertThat(usedHeap() - heapBefore).isLessThan(HEAP_GROWTH);
    assertThat(understood).isGreaterThan(PARSED / 10);
    assertThat(refused).isGreaterThan(PARSED / 10);
    assertThat(unfinished).isGreaterThan(PARSED / 100);
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /// @param cut where the first piece ends
  private static String parse(HeadParser parser, byte[] bytes, int cut) {
    parser.reset();
    try {
      Head head = parser.parse(bytes, 0, cut);
      if (head == null) {
        head = parser.parse(bytes, 0, bytes.length);
      }
      if (head == null) {
        return "unfinished head";
      }
      return head.isChunked() ? parseChunks(bytes, parser.end()) : "Good head " + head.target();
    } catch (HttpException refused) {
      return "Refused: " + refused.status();
    }
  }

  private static String parseChunks(byte[] bytes, int from) throws HttpException {
    ChunkParser chunks = new ChunkParser(1_000, 1_000);
    int at = from;
    while (true) {
      at = chunks.parse(bytes, at, bytes.length);
      if (chunks.isEnded()) {
        return "Good body until " + at;
      }
      long data = Math.min(chunks.left(), bytes.length - at);
      if (data == 0) {
        return "unfinished body";
      }
      chunks.took(data);
      at += (int) data;
    }
  }

  /// Any other failure than a client that stops in the middle would be reported, and fail the test.
  @Test
  void theServerAnswersOrRefusesEveryMutation() throws Exception {
    SplittableRandom random = new SplittableRandom(2);
    HttpServer server = new HttpServer(SETTINGS.withMaxBody(1_000), TestServer::echo);
    VirtualLoop.run(
        () -> {
          int answered = 0;
          for (int i = 0; i < SERVED; i++) {
            String request = new String(mutate(random), StandardCharsets.ISO_8859_1);
            try {
              String responses = TestServer.exchange(server, request, 1 + random.nextInt(100));
              if (!responses.isEmpty()) {
                assertThat(responses).as("mutation %d", i).startsWith("HTTP/1.1 ");
                answered++;
              }
            } catch (EOFException stopped) {
              assertThat(stopped).hasMessageContaining("before the end of its request");
            }
          }
          assertThat(answered).isGreaterThan(SERVED / 2);
          assertThat(server.connections()).isZero();
        });
  }
}
