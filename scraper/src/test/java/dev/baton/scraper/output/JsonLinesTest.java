package dev.baton.scraper.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.scraper.Answer;
import dev.baton.scraper.FakeSite;
import dev.baton.scraper.Page;
import dev.baton.scraper.Problem;
import dev.baton.terminal.SafeText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonLinesTest {
  private final JsonMapper mapper = new JsonMapper();

  @Test
  void aPageIsALine() {
    assertThat(line(FakeSite.html(200, "A \"title\"", List.of(FakeSite.url("/b")), true)))
        .isEqualTo(
            """
            {"url":"http://site.test/a","status":200,"title":"A \\"title\\"",\
            "links":["http://site.test/b"],"ms":1234,"error":null,"depth":2,"usage":null,"type":null}\
            """);
  }

  @Test
  void everyKindOfPageHasTheSameFields() {
    assertThat(line(new Answer.StatusOnly(404)))
        .isEqualTo(
            """
            {"url":"http://site.test/a","status":404,"title":null,"links":[],"ms":1234,\
            "error":null,"depth":2,"usage":null,"type":null}\
            """);
    assertThat(line(new Answer.NotHtml(200, "image/png", false)))
        .endsWith("\"usage\":null,\"type\":\"image/png\"}");
    assertThat(line(new Answer.NotHtml(200, "", false))).endsWith(",\"type\":\"unknown\"}");
    assertThat(line(new Answer.Redirect(302, FakeSite.url("/b"))))
        .isEqualTo(
            """
            {"url":"http://site.test/a","status":302,"title":null,\
            "links":["http://site.test/b"],"ms":1234,"error":null,"depth":2,"usage":null,"type":null}\
            """);
    assertThat(line(new Answer.Failed(0, Problem.NO_ANSWER, "took too long")))
        .isEqualTo(
            """
            {"url":"http://site.test/a","status":null,"title":null,"links":[],"ms":1234,\
            "error":"took too long","depth":2,"usage":null,"type":null}\
            """);
    assertThat(line(FakeSite.html(200, null, List.of(), false)))
        .contains("\"error\":\"only the first 0 links were taken\"");
  }

  @Test
  void staysTheSameTextWhenItIsMadeSafe() {
    String title = "\u001b[31m red \u009b1m \u202e drow \u2028 \n \\u001b";

    String line = SafeText.escape(line(FakeSite.html(200, title, List.of(), true)));

    assertThat(line.chars()).allMatch(c -> c >= ' ' && c < 0x7f);
    assertThat(mapper.readTree(line).get("title").stringValue()).isEqualTo(title);
  }

  @Test
  void halfACharacterDoesNotBreakTheLine() {
    String line = line(FakeSite.html(200, "half \ud83c", List.of(), true));

    JsonNode read = mapper.readTree(line.getBytes(StandardCharsets.UTF_8));

    assertThat(read.get("title").stringValue()).startsWith("half ");
  }

  @Test
  void saysWhatItMayBeUsedFor() {
    Page page =
        new Page(
            FakeSite.url("/a"),
            0,
            new Answer.StatusOnly(204),
            Duration.ZERO,
            "Content-Signal: ai-train=no");

    assertThat(JsonLines.line(page))
        .endsWith(",\"usage\":\"Content-Signal: ai-train=no\",\"type\":null}");
  }

  private static String line(Answer answer) {
    return JsonLines.line(new Page(FakeSite.url("/a"), 2, answer, Duration.ofMillis(1234), null));
  }
}
