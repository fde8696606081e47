package dev.baton.scraper.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestLogTest {
  private static String line(String host, String at, String allowed, String why) {
    return """
    {"at":"2026-11-29T10:15:%sZ","host":"%s","url":"http://%s/%s","status":200,"ms":40,\
    "allowed":"2026-11-29T10:15:%sZ","why":"%s","more":[{"to":1}]}
    """
        .formatted(at, host, host, at, allowed, why);
  }

  private static List<HostPoliteness> read(String log) throws IOException {
    return RequestLog.read(new ByteArrayInputStream(log.getBytes(UTF_8)));
  }

  @Test
  void findsTheSmallestMarginOfEachHost() throws IOException {
    String log =
        line("b", "00.000000", "00.000000", "")
            + line("a", "00.100000", "00.100000", "")
            + line("b", "01.052000", "01.040000", "Crawl-delay 1")
            + line("a", "02.000000", "01.000000", "")
            + line("b", "02.500000", "02.100000", "");

    assertThat(read(log))
        .containsExactly(
            host("a", 2, 0, "http://a/00.100000", "", 860),
            host("b", 3, 0, "http://b/00.000000", "", 2_008));
  }

  private static HostPoliteness host(
      String name, long requests, long margin, String closest, String why, long waited) {
    return new HostPoliteness(
        name, requests, Duration.ofMillis(margin), closest, why, Duration.ofMillis(waited));
  }

  @Test
  void saysWhatItMeans() throws IOException {
    HostPoliteness late = read(line("a", "01.012", "01.000", "Crawl-delay 1")).getFirst();
    assertThat(late.text()).isEqualTo("asked once, never early: smallest margin 12 ms");
    assertThat(late.why()).isEqualTo("Crawl-delay 1");

    String twice = line("a", "01.000", "01.0004", "") + line("a", "01.000", "01.000", "");
    assertThat(read(twice).getFirst().text())
        .isEqualTo("asked 2 times, at least once early: by 0.4 ms");
  }

  @Test
  void aRequestWithoutAnAnswerCountsToo() throws IOException {
    String log = line("a", "01.000", "01.000", "").replace("200", "null").replace("\"\"", "null");

    assertThat(read(log)).extracting(HostPoliteness::requests).containsExactly(1L);
  }

  @Test
  void aTornLastLineDoesNotCount() throws IOException {
    String whole = line("a", "01.000", "01.000", "");
    for (int end = whole.length(); end < 2 * whole.length(); end++) {
      assertThat(read((whole + whole).substring(0, end)))
          .extracting(HostPoliteness::requests)
          .containsExactly(1L);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "17",
        "x",
        "{\"at\":\"yesterday\"}",
        "{\"at\":[]}",
        "{\"ms\":\"long\"}",
        "{\"ms\":1e99}",
        "",
        "\u0000\u0000"
      })
  void whatIsNoRequestIsToldWithItsNumber(String broken) {
    assertThatThrownBy(() -> read(line("a", "01.000", "01.000", "") + broken + "\n"))
        .isInstanceOf(IOException.class)
        .hasMessage("line 2 of it is no request");
  }

  @Test
  void readsAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("requests.jsonl");
    Files.writeString(file, line("a", "01.000", "01.000", ""));

    assertThat(RequestLog.read(file)).hasSize(1);
    assertThat(read("")).isEmpty();
  }
}
