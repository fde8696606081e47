package dev.baton.scraper.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
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

  private static RequestTotals read(String log) throws IOException {
    return RequestLog.read(new ByteArrayInputStream(log.getBytes(UTF_8)), Set.of("own"));
  }

  @Test
  void findsTheSmallestMarginOfEachHost() throws IOException {
    String log =
        line("b", "00.000000", "00.000000", "")
            + line("a", "00.100000", "00.100000", "")
            + line("b", "01.052000", "01.040000", "Crawl-delay 1")
            + line("a", "02.000000", "01.000000", "")
            + line("b", "02.500000", "02.100000", "");

    assertThat(read(log).hosts())
        .containsExactly(
            host("a", 2, "http://a/00.100000", "", Map.of("", 860)),
            host("b", 3, "http://b/00.000000", "", Map.of("Crawl-delay 1", 1_000, "", 1_008)));
  }

  private static HostPoliteness host(
      String name, long requests, String closest, String why, Map<String, Integer> waits) {
    Map<String, Duration> times = new HashMap<>();
    waits.forEach((reason, millis) -> times.put(reason, Duration.ofMillis(millis)));
    return new HostPoliteness(name, requests, Duration.ZERO, closest, why, times, null);
  }

  @Test
  void theLongestWaitsComeFirst() throws IOException {
    StringBuilder log = new StringBuilder();
    for (int second = 10; second < 60; second++) {
      log.append(line("a", second + ".500", second + ".400", "wait " + second));
    }
    log.append(line("a", "59.800", "59.700", "wait 13"));
    HostPoliteness host = read(log.toString()).hosts().getFirst();

    assertThat(host.waits()).hasSize(21);
    assertThat(host.waits().keySet()).startsWith("other reasons", "wait 13");
  }

  @Test
  void tellsHowLongTheCrawlTookWithoutTheTimeInWhichItWasStopped() throws IOException {
    String log =
        line("a", "01.000", "01.000", "")
            + line("b", "01.500", "01.500", "")
            + line("a", "01.520", "01.520", "")
            + line("a", "03.000", "01.000", "").replace("T10:15", "T19:15");
    RequestTotals totals = read(log);

    assertThat(totals.begun()).isEqualTo(Instant.parse("2026-11-29T10:15:01Z"));
    assertThat(totals.took()).isEqualTo(Duration.ofMillis(560 + 40));
    assertThat(read("").begun()).isNull();
  }

  @Test
  void saysWhatItMeans() throws IOException {
    HostPoliteness late = read(line("a", "01.012", "01.000", "Crawl-delay 1")).hosts().getFirst();
    assertThat(late.text()).isEqualTo("asked once, never early: smallest margin 12 ms");
    assertThat(late.why()).isEqualTo("Crawl-delay 1");

    String twice = line("a", "01.000", "01.0004", "") + line("a", "01.000", "01.000", "");
    assertThat(read(twice).hosts().getFirst().text())
        .isEqualTo("asked 2 times, at least once early: by 0.4 ms");
  }

  /// The crawl's own opinion of what is allowed does not count there.
  @Test
  void findsARequestAgainstARetryAfter() throws IOException {
    String refused =
        line("a", "01.000", "01.000", "")
            .replace("200", "429")
            .replace("\"more\"", "\"retryAfter\":5,\"more\"");

    assertThat(read(refused + line("a", "06.040", "06.040", "")).hosts())
        .allMatch(HostPoliteness::isPolite);
    HostPoliteness rude = read(refused + line("a", "05.940", "05.940", "")).hosts().getFirst();
    assertThat(rude.isPolite()).isFalse();
    assertThat(rude.text())
        .isEqualTo(
            "asked 2 times; asked for http://a/05.940 100 ms before the end of a Retry-After");
    String broken = refused.replace("429", "500");
    assertThat(read(broken + line("a", "05.940", "05.940", "")).hosts())
        .noneMatch(HostPoliteness::isPolite);
    String moved = refused.replace("429", "404");
    assertThat(read(moved + line("a", "02.000", "02.000", "")).hosts())
        .allMatch(HostPoliteness::isPolite);
  }

  /// Those that were under way when it came are no fault.
  @Test
  void aRetryAfterHoldsForALaterRequestOfAnOwnHostToo() throws IOException {
    String refused =
        line("own", "01.000", "01.000", "")
            .replace("200", "503")
            .replace("\"more\"", "\"retryAfter\":5,\"more\"");
    String beside = line("own", "01.030", "01.030", "");

    assertThat(read(refused + beside).hosts()).allMatch(HostPoliteness::isPolite);
    assertThat(read(refused + beside + line("own", "02.000", "02.000", "")).hosts())
        .noneMatch(HostPoliteness::isPolite);
  }

  @Test
  void findsTwoRequestsAtOnce() throws IOException {
    String log = line("a", "01.000", "01.000", "") + line("a", "01.039", "01.039", "");

    assertThat(read(log).hosts().getFirst().text())
        .isEqualTo("asked 2 times; asked for http://a/01.039 while another request was under way");
    assertThat(read(log.replace("\"a\"", "\"own\"")).hosts()).allMatch(HostPoliteness::isPolite);
    String apart = line("a", "01.000", "01.000", "") + line("a", "01.040", "01.040", "");
    assertThat(read(apart).hosts()).allMatch(HostPoliteness::isPolite);
  }

  @Test
  void aRequestWithoutAnAnswerCountsToo() throws IOException {
    String log = line("a", "01.000", "01.000", "").replace("200", "null").replace("\"\"", "null");

    assertThat(read(log).hosts()).extracting(HostPoliteness::requests).containsExactly(1L);
  }

  @Test
  void aTornLastLineDoesNotCount() throws IOException {
    String whole = line("a", "01.000", "01.000", "");
    for (int end = whole.length(); end < 2 * whole.length(); end++) {
      assertThat(read((whole + whole).substring(0, end)).hosts())
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
        "{\"host\":\"a\"}}",
        "\u0000",
        "\u0000\u0000"
      })
  void whatIsNoRequestIsLeftOutAndCounted(String broken) throws IOException {
    String line = line("a", "01.000", "01.000", "");
    RequestTotals totals = read(line + broken + "\n" + line + broken + "\n");

    assertThat(totals.hosts()).extracting(HostPoliteness::requests).containsExactly(2L);
    assertThat(totals.damaged())
        .hasValue("2 lines that are no requests, such as line 2, and are left out");
    assertThat(read(line).damaged()).isEmpty();
  }

  @Test
  void readsAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("requests.jsonl");
    Files.writeString(file, line("a", "01.000", "01.000", ""));

    assertThat(RequestLog.read(file, Set.of()).hosts()).hasSize(1);
    assertThat(read("").hosts()).isEmpty();
  }
}
