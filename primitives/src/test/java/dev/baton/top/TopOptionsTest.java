package dev.baton.top;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.program.Shell;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopOptionsTest {
  private static TopOptions parse(String words) {
    return TopOptions.parse(words.isEmpty() ? List.of() : List.of(words.split(" ")));
  }

  @Test
  void readsWhatIsAskedFor() {
    TopOptions options = parse("--json 42 --every 0.5 --rows 10 --once");

    assertThat(options.pid()).hasValue(42);
    assertThat(options.json()).isTrue();
    assertThat(options.once()).isTrue();
    assertThat(options.every()).hasValue(Duration.ofMillis(500));
    assertThat(options.rows()).isEqualTo(10);
    assertThat(parse("").pid()).isEmpty();
    assertThat(parse("42 -h").help()).isTrue();
  }

  @Test
  void theHelpIsNoWiderThanATerminal() {
    assertThat(TopOptions.USAGE.formatted("./run top").lines())
        .contains("Exit codes:", "Examples:")
        .allMatch(line -> line.length() <= 80);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          feed           | the number of a process is needed, got feed
          1 2            | one process at a time, got 1 and 2
          --fast         | there is no option --fast; there are --once, --json, --every, --rows and --help
          1 --every      | --every must be a time such as 500ms, 2.5s, 30 (seconds), 2m, 3h or 7d, got nothing
          1 --every 40000d | --every must be at most 36500d, got 40000d
          1 --every 0.01 | --every must be 100ms to 1h, got 10ms
          1 --every 9999 | --every must be 100ms to 1h, got 9999s
          1 --rows 0     | --rows must be 1 to 5000, got 0
          1 --rows many  | --rows must be 1 to 5000, got many
          """)
  void refusesTheRestInASentence(String words, String sentence) {
    assertThatThrownBy(() -> parse(words))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(sentence);
  }

  @Test
  void whatIsRefusedEndsWithTwoAndAsksNobody() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        new Shell("top", InputStream.nullInputStream(), OutputStream.nullOutputStream(), err)
            .run(shell -> Top.run(shell, List.of("\u001b[2J"), Path.of("/nowhere")));

    assertThat(code).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            "top: the number of a process is needed, got \\u001b[2J; see top --help\n");
  }
}
