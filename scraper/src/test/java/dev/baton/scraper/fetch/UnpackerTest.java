package dev.baton.scraper.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnpackerTest {
  private static final int MOST = 1024 * 1024;
  private static final byte[] TEXT = "Grüße, und noch einmal Grüße".getBytes(UTF_8);

  @Test
  void undoesGzipAndBothFormsOfDeflate() throws IOException {
    for (byte[] bytes : new byte[][] {{}, {8}, TEXT, random(MOST), new byte[MOST]}) {
      assertThat(gzip(Packed.gzip(bytes), MOST).all()).isEqualTo(bytes);
      assertThat(deflate(Packed.zlib(bytes), MOST).all()).isEqualTo(bytes);
      assertThat(deflate(Packed.bareDeflate(bytes), MOST).all()).isEqualTo(bytes);
    }
  }

  @Test
  void readsEveryMemberAndIgnoresWhatFollows() throws IOException {
    byte[] members = Packed.join(Packed.gzip("one, "), Packed.gzip(""), Packed.gzip("two"));

    assertThat(gzip(members, MOST).all()).asString().isEqualTo("one, two");
    assertThat(gzip(Packed.join(members, new byte[512]), MOST).all())
        .asString()
        .isEqualTo("one, two");
  }

  @Test
  void countlessEmptyMembersAreNoTrouble() throws IOException {
    byte[] empty = Packed.gzip("");
    byte[][] members = new byte[200_000][];
    Arrays.fill(members, empty);

    assertThat(gzip(Packed.join(members), MOST).all()).isEmpty();
  }

  @Test
  void skipsWhatAHeaderMayHold() throws IOException {
    byte[] plain = Packed.gzip(TEXT);
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    header.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 2 + 4 + 8 + 16, 1, 2, 3, 4, 5, 6});
    header.writeBytes(new byte[] {3, 0, 'e', 'x', 't'});
    header.writeBytes("name\0comment\0".getBytes(UTF_8));
    header.writeBytes(new byte[] {1, 2});

    byte[] packed = Packed.join(header.toByteArray(), Arrays.copyOfRange(plain, 10, plain.length));

    assertThat(gzip(packed, MOST).all()).isEqualTo(TEXT);
  }

  @Test
  void stopsAtTheLimit() {
    for (byte[] bytes : new byte[][] {random(MOST + 1), new byte[1000 * MOST / 8]}) {
      assertThatThrownBy(() -> gzip(Packed.gzip(bytes), MOST).all())
          .hasMessage("the page is larger than 1 MiB");
      assertThatThrownBy(() -> deflate(Packed.zlib(bytes), MOST).all())
          .hasMessage("the page is larger than 1 MiB");
    }
  }

  @Test
  void countsAllMembersTogether() {
    byte[] half = Packed.gzip(new byte[MOST / 2 + 1]);

    assertThatThrownBy(() -> gzip(Packed.join(half, half), MOST).all())
        .hasMessage("the page is larger than 1 MiB");
  }

  @Test
  void saysThatAnArchiveIsCutWhereverThatIs() {
    byte[] gzip = Packed.join(Packed.gzip("one"), Packed.gzip(TEXT));
    int second = Packed.gzip("one").length;
    for (int length = second + 2; length < gzip.length; length++) {
      byte[] cut = Arrays.copyOf(gzip, length);
      assertThatThrownBy(() -> gzip(cut, MOST).all())
          .hasMessage("the archive is cut: its gzip data ends too soon");
    }
    byte[] deflate = Packed.bareDeflate(TEXT);
    assertThatThrownBy(() -> deflate(Arrays.copyOf(deflate, deflate.length - 1), MOST).all())
        .hasMessage("the archive is cut: its deflate data ends too soon");
  }

  @Test
  void saysThatAnArchiveIsDamaged() {
    byte[] gzip = Packed.gzip(TEXT);
    for (int at = gzip.length - 8; at < gzip.length; at++) {
      byte[] wrongSum = gzip.clone();
      wrongSum[at] ^= 1;
      assertThatThrownBy(() -> gzip(wrongSum, MOST).all())
          .hasMessage("the archive is damaged: its gzip data is not valid");
    }
    byte[] zlib = Packed.zlib(TEXT);
    zlib[zlib.length - 1] ^= 1;
    assertThatThrownBy(() -> deflate(zlib, MOST).all())
        .hasMessage("the archive is damaged: its deflate data is not valid");
  }

  @Test
  void givesTheBeginningOfWhatIsCutOrDamagedOrTooLarge() {
    byte[] text = random(100_000);
    byte[] gzip = Packed.gzip(text);
    byte[] wrongSum = gzip.clone();
    wrongSum[gzip.length - 8] ^= 1;

    assertThat(gzip(wrongSum, MOST).beginning()).isEqualTo(text);
    assertThat(gzip(Arrays.copyOf(gzip, 5), MOST).beginning()).isEmpty();
    byte[] ofCut = gzip(Arrays.copyOf(gzip, 50_000), MOST).beginning();
    assertThat(ofCut).hasSizeGreaterThan(40_000).isEqualTo(Arrays.copyOf(text, ofCut.length));
    byte[] ofTooLarge = gzip(gzip, 10_000).beginning();
    assertThat(ofTooLarge)
        .hasSizeBetween(10_000, 20_000)
        .isEqualTo(Arrays.copyOf(text, ofTooLarge.length));
  }

  @Test
  void saysThatSomethingIsNoGzip() {
    assertThatThrownBy(() -> gzip("<html>".getBytes(UTF_8), MOST).all())
        .hasMessage("the page is not gzip, although its header says so");
  }

  /// Whatever a server sends, the only thing that is thrown is a sentence.
  @Test
  void everyBitMayBeWrong() {
    byte[] gzip = Packed.join(Packed.gzip(TEXT), Packed.gzip("two"));
    for (int bit = 0; bit < gzip.length * 8; bit++) {
      byte[] wrong = gzip.clone();
      wrong[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        gzip(wrong, MOST).all();
        deflate(wrong, MOST).all();
      } catch (IOException sentence) {
        assertThat(sentence.getMessage()).startsWith("the ");
      }
    }
  }

  private static Unpacker gzip(byte[] packed, int most) {
    return new Unpacker(Unpacker.Format.GZIP, packed, new DecodedLimit(most, most));
  }

  private static Unpacker deflate(byte[] packed, int most) {
    return new Unpacker(Unpacker.Format.DEFLATE, packed, new DecodedLimit(most, most));
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(1).nextBytes(bytes);
    return bytes;
  }
}
