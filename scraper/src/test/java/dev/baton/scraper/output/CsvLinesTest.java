package dev.baton.scraper.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.scraper.Answer;
import dev.baton.scraper.FakeSite;
import dev.baton.scraper.Page;
import dev.baton.scraper.PageRow;
import dev.baton.scraper.Problem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLinesTest {
  private static String line(Answer answer, String usage) {
    Page page = new Page(FakeSite.url("/a"), 3, answer, Duration.ofMillis(12), usage);
    return CsvLines.line(PageRow.of(page));
  }

  private static String titled(String title) {
    String line = line(FakeSite.html(200, title, List.of(), true), null);
    return line.replace("http://site.test/a,200,", "").replace(",,12,,3,,", "");
  }

  @Test
  void aPageIsALineUnderTheHead() {
    Answer page =
        FakeSite.html(200, "A \"b\", c", List.of(FakeSite.url("/b"), FakeSite.url("/c")), true);

    assertThat(CsvLines.head()).isEqualTo("url,status,title,links,ms,error,depth,usage,type");
    assertThat(line(page, "ai=n"))
        .isEqualTo(
            "http://site.test/a,200,\"A \"\"b\"\", c\",http://site.test/b http://site.test/c,"
                + "12,,3,ai=n,");
  }

  @Test
  void whatIsNoPageHasItsTypeAndOldLinesHaveNone() {
    String picture = line(new Answer.NotHtml(200, "image/png", false), null);
    assertThat(picture).endsWith(",,3,,image/png");
    assertThat(CsvLines.page(picture).type()).isEqualTo("image/png");
    assertThat(CsvLines.page(picture.replace(",image/png", "")).type()).isNull();
  }

  @Test
  void whatIsNotThereIsEmpty() {
    assertThat(line(new Answer.Failed(0, Problem.NO_ANSWER, "reset"), null))
        .isEqualTo("http://site.test/a,,,,12,reset,3,,");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "=1+1, '=1+1",
        "+1, '+1",
        "-1, '-1",
        "@SUM(A1), '@SUM(A1)",
        "1=1, 1=1",
        "a-b, a-b",
      })
  void aFormulaIsNone(String title, String cell) {
    assertThat(titled(title)).isEqualTo(cell);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\t=1", "\r=1"})
  void whiteSpaceDoesNotHideOne(String title) {
    assertThat(titled(title)).startsWith("'\\u00");
  }

  @Test
  void aPageIsOneLineWhateverIsInIt() {
    assertThat(titled("a\nb\r\nc\u2028\u001b[31m \"x\ny\""))
        .isEqualTo("\"a\\u000ab\\u000d\\u000ac\\u2028\\u001b[31m \"\"x\\u000ay\"\"\"");
  }

  @Test
  void anErrorAndAUsageMayBeFormulasToo() {
    assertThat(line(new Answer.Failed(0, Problem.NO_ANSWER, "=e"), "=u"))
        .isEqualTo("http://site.test/a,,,,12,'=e,3,'=u,");
  }
}
