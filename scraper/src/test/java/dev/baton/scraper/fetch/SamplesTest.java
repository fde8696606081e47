package dev.baton.scraper.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.testkit.ChildJvm;
import dev.baton.testkit.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Archives that others have made, in a checkout that has them beside it: pages, bombs, and all
/// that may happen to them on the way.
@Timeout(120)
class SamplesTest {
  private static final Path SAMPLES = Path.of("..", "..", "shared", "data", "compressed");

  @ParameterizedTest
  @CsvSource({
    "html-gzip.bin, gzip",
    "html-rawdeflate.bin, deflate",
    "html-zlibdeflate.bin, deflate",
    "html-gzip-deflate.bin, 'gzip, deflate'",
    "html-gzip-deflate-gzip.bin, 'gzip, deflate, gzip'",
    "html-br.bin, br",
    "html-zstd-static-content-size.bin, zstd",
    "html-zstd-static-no-content-size.bin, zstd",
    "html-zstd-streaming-no-content-size.bin, zstd"
  })
  void aPageIsUndone(String file, String encoding) throws IOException {
    byte[] page = undo(encoding, sample(file));

    assertThat(page)
        .asString()
        .hasSizeBetween(74_837, 74_840)
        .contains("<title>Tabellen nach Jack Daniels");
  }

  @ParameterizedTest
  @CsvSource({"gzip, gzip", "deflate, deflate", "br, br", "zstd, zstd"})
  void aBombIsRefused(String name, String encoding) throws IOException {
    byte[] bomb = sample("bomb-" + name + ".bin");

    assertThatThrownBy(() -> undo(encoding, bomb))
        .hasMessage("the page unpacks to more than 100 times what was sent");
  }

  @Test
  @Tag("process")
  void bombsAreStoppedWithinASmallHeap() throws Exception {
    assumeTrue(Files.exists(SAMPLES));
    ChildJvm jvm =
        ChildJvm.plain(SmallHeap.class).flags("-Xmx32m", "--enable-native-access=ALL-UNNAMED");

    try (ChildProcess child =
        jvm.start(bomb("gzip").toString(), bomb("br").toString(), bomb("zstd").toString())) {
      String refused = ": the page unpacks to more than 100 times what was sent";
      assertThat(child.output().lines())
          .containsExactly(
              "deflate: the page is larger than 10 MiB",
              "gzip" + refused,
              "br" + refused,
              "zstd" + refused);
      assertThat(child.exitCode()).isZero();
    }
  }

  private static Path bomb(String encoding) {
    return SAMPLES.resolve("bomb-" + encoding + ".bin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"truncated-crc-error.gz", "truncated-crc-error-short.gz", "unexpected-eof.gz"})
  void aCutArchiveGivesItsBeginning(String file) throws IOException {
    byte[] cut = sample(file);

    assertThatThrownBy(() -> undo("gzip", cut))
        .hasMessage("the archive is cut: its gzip data ends too soon");
    assertThat(beginning("gzip", cut)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "html-br.bin, br",
    "html-zstd-static-content-size.bin, zstd",
    "html-zstd-static-no-content-size.bin, zstd",
    "html-zstd-streaming-no-content-size.bin, zstd"
  })
  void aPageThatIsCutAnywhereIsAFailure(String file, String encoding) throws IOException {
    byte[] page = sample(file);
    for (int length = 1; length < page.length; length += 7) {
      byte[] cut = Arrays.copyOf(page, length);
      assertThatThrownBy(() -> undo(encoding, cut))
          .as("the first %d bytes", length)
          .isInstanceOf(BadAnswerException.class);
    }
  }

  /// Whatever a server sends, all that is thrown is a sentence.
  @ParameterizedTest
  @CsvSource({
    "html-br.bin, br",
    "html-zstd-static-content-size.bin, zstd",
    "html-zstd-static-no-content-size.bin, zstd",
    "html-zstd-streaming-no-content-size.bin, zstd"
  })
  void bytesMayBeWrong(String file, String encoding) throws IOException {
    byte[] page = sample(file);
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      byte[] wrong = page.clone();
      wrong[random.nextInt(i % 2 == 0 ? 32 : wrong.length)] = (byte) random.nextInt();
      try {
        undo(encoding, wrong);
      } catch (IOException sentence) {
        assertThat(sentence).isInstanceOf(BadAnswerException.class);
        assertThat(sentence).hasMessageStartingWith("the ");
      }
    }
  }

  private static byte[] sample(String file) throws IOException {
    assumeTrue(Files.exists(SAMPLES));
    return Files.readAllBytes(SAMPLES.resolve(file));
  }

  private static byte[] undo(String encoding, byte[] packed) throws IOException {
    return overTls(encoding).undo(packed, limit(packed));
  }

  private static byte[] beginning(String encoding, byte[] packed) {
    return overTls(encoding).beginning(packed, limit(packed));
  }

  private static ContentEncoding overTls(String encoding) {
    return new ContentEncoding(List.of(encoding.split(", ")), true);
  }

  private static DecodedLimit limit(byte[] packed) {
    return new DecodedLimit(AnswerReader.MAX_BODY, packed.length);
  }
}
