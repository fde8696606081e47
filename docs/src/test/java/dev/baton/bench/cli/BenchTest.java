package dev.baton.bench.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.program.Shell;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int bench(OutputStream stdout, String... words) {
    return new Shell("bench", InputStream.nullInputStream(), stdout, err)
        .run(shell -> Bench.run(shell, words));
  }

  @Test
  void theHelpNamesEachBenchmarkInLinesOfEighty() {
    assertThat(bench(out, "net", "--help")).isZero();
    assertThat(out.toString(UTF_8).lines())
        .startsWith("Usage: bench BENCHMARK [OPTION...]")
        .anyMatch(line -> line.startsWith("primitives: "))
        .anyMatch(line -> line.startsWith("net: "))
        .anyMatch(line -> line.startsWith("explorer: "))
        .anyMatch(line -> line.startsWith("idle: "))
        .anyMatch(line -> line.startsWith("scraper: "))
        .anyMatch(line -> line.startsWith("feed: "))
        .allMatch(line -> line.length() <= 80);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''         | a benchmark is missing; there are primitives, net, explorer, idle, scraper, feed
          dance      | there is no benchmark "dance"; there are primitives, net, explorer, idle, scraper, feed
          idle --all | the only option here is --write FILE
          """)
  void whatIsWrongIsOneSentence(String words, String sentence) {
    assertThat(bench(out, words.isEmpty() ? new String[0] : words.split(" "))).isEqualTo(2);
    assertThat(err.toString(UTF_8).lines())
        .containsExactly("bench: " + sentence + "; see bench --help");
    assertThat(out.size()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "No space left on device, 1, bench: cannot write to stdout: No space left on device",
    "Broken pipe, 0, ''"
  })
  void anOutputThatCannotBeWrittenIsSaidUnlessItsReaderHasGone(
      String failure, int code, String said) {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int oneByte) throws IOException {
            throw new IOException(failure);
          }
        };

    assertThat(bench(broken, "--help")).isEqualTo(code);
    assertThat(err.toString(UTF_8).strip()).isEqualTo(said);
  }
}
