package dev.baton.scraper.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.scraper.RequestRecord;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RequestLinesTest {
  @Test
  void aRequestIsALine() {
    Instant at = Instant.parse("2026-11-29T10:00:00.1234569Z");
    Instant allowed = Instant.parse("2026-11-29T10:00:00Z");
    RequestRecord request =
        new RequestRecord(
            at,
            "a.example:81",
            "http://a.example:81/",
            200,
            Duration.ofMillis(7),
            allowed,
            "d",
            null);

    assertThat(RequestLines.line(request))
        .isEqualTo(
            """
            {"at":"2026-11-29T10:00:00.123456Z","host":"a.example:81","url":"http://a.example:81/",\
            "status":200,"ms":7,"allowed":"2026-11-29T10:00:00.000000Z","why":"d","retryAfter":null}\
            """);
  }

  @Test
  void withoutAnAnswerThereIsNoStatus() {
    RequestRecord request =
        new RequestRecord(
            Instant.EPOCH,
            "a",
            "http://a/",
            0,
            Duration.ZERO,
            Instant.EPOCH,
            "first",
            Duration.ofMinutes(5));

    assertThat(RequestLines.line(request))
        .contains("\"status\":null")
        .endsWith("\"retryAfter\":300}");
  }
}
