package dev.baton.scraper.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WholeLinesTest {
  private static String whole(String text, int atOnce) throws IOException {
    InputStream in =
        new FilterInputStream(new ByteArrayInputStream(text.getBytes(UTF_8))) {
          @Override
          public int read(byte[] to, int offset, int length) throws IOException {
            return super.read(to, offset, Math.min(length, atOnce));
          }
        };
    try (WholeLines lines = new WholeLines(in)) {
      return new String(lines.readAllBytes(), UTF_8);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {"''|''", "a|''", "a;|a;", "a;b|a;", "a;b;|a;b;", ";|;", "a;;b|a;;", ";a|;"})
  void aLastLineWithoutAnEndIsLeftOut(String text, String whole) throws IOException {
    for (int atOnce : new int[] {1, 2, 1_000}) {
      assertThat(whole(text.replace(';', '\n'), atOnce)).isEqualTo(whole.replace(';', '\n'));
    }
  }

  @Test
  void aLineMayBeLongerThanTheBuffer() throws IOException {
    String line = "x".repeat(200_000) + "\n";

    assertThat(whole(line + line + "torn".repeat(50_000), 7_000)).isEqualTo(line + line);
  }

  @Test
  void givesByteAfterByte() throws IOException {
    WholeLines lines = new WholeLines(new ByteArrayInputStream(new byte[] {-1, '\n', 'x'}));

    assertThat(lines.read()).isEqualTo(0xFF);
    assertThat(lines.read()).isEqualTo('\n');
    assertThat(lines.read()).isEqualTo(-1);
    assertThat(lines.read(new byte[1], 0, 1)).isEqualTo(-1);
  }
}
