package dev.baton.scraper.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.EventLoop;
import dev.baton.scraper.Answer;
import dev.baton.scraper.Problem;
import dev.baton.scraper.sites.TestSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies that were packed on their way, as a server sends them.
@Timeout(120)
class ContentEncodingTest {
  private static final byte[] PAGE =
      "<title>Grüße</title><a href=/next>x</a>".repeat(20).getBytes(UTF_8);

  private static TestSite site;
  private static HttpFetcher fetcher;

  @BeforeAll
  static void open() {
    site = new TestSite();
    fetcher = Fetchers.onLoopback(4);
  }

  @AfterAll
  static void close() {
    fetcher.close();
    site.close();
  }

  @AfterEach
  void clearSite() {
    site.clear();
  }

  @Test
  void asksForWhatItCanUndo() {
    site.page("/");

    fetch();

    assertThat(site.requests().getFirst().header("Accept-Encoding").values())
        .containsExactly("gzip");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "GZIP", "x-gzip", "gzip, identity", " , gzip,"})
  void undoesGzipByAllItsNames(String encoding) {
    assertIsThePage(answer(encoding, Packed.gzip(PAGE)));
  }

  @Test
  void undoesBothFormsOfDeflate() {
    assertIsThePage(answer("deflate", Packed.zlib(PAGE)));
    assertIsThePage(answer("deflate", Packed.bareDeflate(PAGE)));
  }

  @Test
  void readsAllMembers() {
    byte[] title = Packed.gzip("<title>Grüße</title>");

    assertIsThePage(answer("gzip", Packed.join(title, Packed.gzip("<a href=/next>x</a>"))));
  }

  @Test
  void undoesWhatWasDoneLastFirst() {
    byte[] both = Packed.zlib(Packed.gzip(PAGE));

    assertIsThePage(answer("gzip, deflate", both));
    assertThat(answer("deflate, gzip", both).error())
        .isEqualTo("the page is not gzip, although its header says so");
  }

  @Test
  void undoesALimitedNumberOfLayers() {
    byte[] packed = PAGE;
    for (int layer = 0; layer < 5; layer++) {
      packed = Packed.gzip(packed);
    }

    assertIsThePage(answer("gzip, gzip, gzip, gzip, gzip", packed));
    assertThat(answer("gzip, gzip, gzip, gzip, gzip, gzip", Packed.gzip(packed)).error())
        .isEqualTo("the page is packed 6 times; at most 5 are undone");
  }

  @ParameterizedTest
  @CsvSource({"br, br", "zstd, zstd", "foo, foo", "'gzip, BR', br", "'compress, gzip', compress"})
  void anEncodingThatIsNotKnownIsAnErrorThatNamesIt(String encoding, String unknown) {
    assertThat(answer(encoding, Packed.gzip("<title>t</title>")))
        .isEqualTo(
            new Answer.Failed(
                200,
                Problem.ENCODING,
                "the page has the encoding "
                    + unknown
                    + ", which was not asked for and cannot be undone"));
  }

  @Test
  void anEncodingThatIsNotTrueIsAnError() {
    assertThat(answer("gzip", PAGE))
        .isEqualTo(
            new Answer.Failed(
                200, Problem.ENCODING, "the page is not gzip, although its header says so"));
    assertThat(answer("gzip, gzip", Packed.gzip(PAGE)))
        .isEqualTo(
            new Answer.Failed(
                200, Problem.ENCODING, "the page is not gzip, although its header says so"));
    assertThat(answer("deflate", PAGE))
        .isEqualTo(
            new Answer.Failed(
                200, Problem.ENCODING, "the archive is damaged: its deflate data is not valid"));
  }

  @Test
  void noBytesArePackedAsTheyAre() {
    assertThat(answer("gzip", new byte[0]).error()).isNull();
  }

  @Test
  void refusesASmallFileThatUnpacksToALargePage() {
    byte[] bomb = Packed.gzip(new byte[AnswerReader.MAX_BODY + 1]);
    Answer refusal =
        new Answer.Failed(
            200, Problem.BAD_ANSWER, "the page unpacks to more than 100 times what was sent");

    assertThat(bomb).hasSizeLessThan(100_000);
    assertThat(answer("gzip", bomb)).isEqualTo(refusal);
    assertThat(answer("gzip, gzip", Packed.gzip(bomb))).isEqualTo(refusal);
    assertThat(answer("deflate", Packed.zlib(new byte[AnswerReader.MAX_BODY + 1])))
        .isEqualTo(refusal);
  }

  @Test
  void refusesALargePageWhateverItsRatio() {
    byte[] noise = new byte[AnswerReader.MAX_BODY / 10];
    new Random(1).nextBytes(noise);
    byte[] large = Packed.join(noise, new byte[AnswerReader.MAX_BODY - noise.length + 1]);

    assertThat(answer("gzip", Packed.gzip(large)))
        .isEqualTo(new Answer.Failed(200, Problem.BAD_ANSWER, "the page is larger than 10 MiB"));
  }

  /// A page of one MiB of blanks is odd, but no harm.
  @Test
  void takesAShortPageWhateverItsRatio() {
    byte[] blanks = "<title>x</title>".concat(" ".repeat(1_000_000)).getBytes(UTF_8);

    assertThat(answer("gzip", Packed.gzip(blanks)).title()).isEqualTo("x");
  }

  /// Only in a checkout that has them beside it.
  @ParameterizedTest
  @CsvSource({
    "html-gzip.bin,              gzip,                  ",
    "html-rawdeflate.bin,        deflate,               ",
    "html-zlibdeflate.bin,       deflate,               ",
    "html-gzip-deflate.bin,      'gzip, deflate',       ",
    "html-gzip-deflate-gzip.bin, 'gzip, deflate, gzip', ",
    "html-br.bin,                br,                    the page has the encoding br",
    "html-zstd-static-content-size.bin, zstd,           the page has the encoding zstd",
    "bomb-gzip.bin,              gzip,                  the page unpacks to more than 100",
    "bomb-deflate.bin,           deflate,               the page unpacks to more than 100",
    "bomb-br.bin,                br,                    the page has the encoding br",
    "bomb-zstd.bin,              zstd,                  the page has the encoding zstd",
    "truncated-crc-error.gz,     gzip,                  the archive is cut",
    "truncated-crc-error-short.gz, gzip,                the archive is cut",
    "unexpected-eof.gz,          gzip,                  the archive is cut",
  })
  void readsTheSamplesOfOthers(String file, String encoding, String error) throws IOException {
    Path sample = Path.of("..", "..", "shared", "data", "compressed", file);
    assumeTrue(Files.exists(sample));

    Answer answer = answer(encoding, Files.readAllBytes(sample));

    if (error == null) {
      assertThat(answer).isInstanceOf(Answer.Html.class);
      assertThat(answer.title()).isEqualTo("Tabellen nach Jack Daniels");
    } else {
      assertThat(answer.error()).startsWith(error);
    }
  }

  private static void assertIsThePage(Answer answer) {
    assertThat(answer.error()).isNull();
    assertThat(answer.title()).isEqualTo("Grüße");
    assertThat(answer.targets()).containsExactly(site.url("/next"));
  }

  private static Answer answer(String encoding, byte[] body) {
    site.answer("/", TestSite.html("").withHeader("Content-Encoding", encoding).withBody(body));
    return fetch();
  }

  private static Answer fetch() {
    return EventLoop.run(() -> fetcher.fetch(site.url("/")));
  }
}
