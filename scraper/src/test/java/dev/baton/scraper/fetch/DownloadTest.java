package dev.baton.scraper.fetch;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.baton.EventLoop;
import dev.baton.scraper.Answer;
import dev.baton.scraper.Problem;
import dev.baton.scraper.sites.TestSite;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the crawler reads itself: robots.txt and sitemaps.
@Timeout(120)
class DownloadTest {
  private static final int MOST = 100_000;

  private static TestSite site;

  private final HttpFetcher fetcher = Fetchers.onLoopback(4);

  @BeforeAll
  static void openSite() {
    site = new TestSite();
  }

  @AfterAll
  static void closeSite() {
    site.close();
  }

  @AfterEach
  void leavesNothingOpen() {
    Fetchers.assertLeavesNothingOpen(fetcher);
    site.clear();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "text/html", "application/octet-stream", ""})
  void givesTheBytesOfAnyType(String type) {
    assertIs(download(file("hello").withHeader("Content-Type", type)), "hello", false);
  }

  @Test
  void cutsWhatIsTooLong() {
    assertIs(download(file("x".repeat(MOST))), "x".repeat(MOST), false);
    assertIs(download(file("x".repeat(MOST + 1))), "x".repeat(MOST), true);
    assertIs(download(file("x".repeat(30 * MOST))), "x".repeat(MOST), true);
  }

  @Test
  void unpacksWhatWasPackedOnItsWay() {
    assertIs(download(packed("gzip", Packed.gzip("hello"))), "hello", false);
    byte[] twice = Packed.zlib(Packed.gzip("hello"));
    assertIs(download(packed("gzip, deflate", twice)), "hello", false);
  }

  @Test
  void unpacksAnArchiveWithAllItsMembers() {
    byte[] archive = Packed.join(Packed.gzip("hel"), Packed.gzip(""), Packed.gzip("lo"));

    assertIs(download(aResponse().withBody(archive)), "hello", false);
    assertIs(download(packed("gzip", Packed.gzip(archive))), "hello", false);
    assertIs(download(packed("gzip", archive)), "hello", false);
  }

  @Test
  void cutsWhatUnpacksToTooMuch() {
    byte[] noise = noise(MOST + 1);
    byte[] archive = Packed.gzip(noise); // longer than MOST itself
    byte[] zeros = Packed.gzip(new byte[MOST + 1]);

    assertThat(download(aResponse().withBody(zeros)))
        .isInstanceOfSatisfying(
            Answer.Bytes.class,
            bytes -> {
              assertThat(bytes.body()).isEqualTo(new byte[MOST]);
              assertThat(bytes.cut()).isTrue();
            });
    assertThat(download(packed("gzip", archive)))
        .isInstanceOfSatisfying(
            Answer.Bytes.class,
            bytes -> {
              assertThat(bytes.body())
                  .hasSizeGreaterThan(MOST - 1_000)
                  .isEqualTo(Arrays.copyOf(noise, bytes.body().length));
              assertThat(bytes.cut()).isTrue();
            });
  }

  @Test
  void refusesABomb() {
    byte[] bomb = Packed.gzip(new byte[3 * 1024 * 1024]);

    assertThat(EventLoop.run(() -> download(aResponse().withBody(bomb), 50 * 1024 * 1024)))
        .isEqualTo(
            new Answer.Failed(
                200, Problem.BAD_ANSWER, "the page unpacks to more than 100 times what was sent"));
  }

  @Test
  void readsMoreThanAPageMayHave() {
    byte[] large = noise(3 * AnswerReader.MAX_BODY);

    Answer answer = EventLoop.run(() -> download(aResponse().withBody(large), large.length));

    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Bytes.class, bytes -> assertThat(bytes.body()).isEqualTo(large));
  }

  @Test
  void saysWhatIsWrong() {
    byte[] archive = Packed.gzip("hello");
    byte[] cut = Arrays.copyOf(archive, archive.length - 1);

    assertThat(download(aResponse().withBody(cut)))
        .isEqualTo(
            new Answer.Failed(
                200, Problem.NO_ANSWER, "the archive is cut: its gzip data ends too soon"));
    assertThat(download(packed("br", archive)))
        .isEqualTo(
            new Answer.Failed(
                200,
                Problem.ENCODING,
                "the page has the encoding br, which was not asked for and cannot be undone"));
  }

  @Test
  void otherAnswersAreThoseOfAPage() {
    assertThat(download(aResponse().withStatus(404))).isEqualTo(new Answer.StatusOnly(404));
    assertThat(download(aResponse().withStatus(429).withHeader("Retry-After", "7")))
        .isEqualTo(new Answer.StatusOnly(429, "7"));
    assertThat(download(aResponse().withStatus(301).withHeader("Location", "/x")))
        .isEqualTo(new Answer.Redirect(301, site.url("/x")));
    assertIs(download(aResponse()), "", false);
  }

  private static void assertIs(Answer answer, String text, boolean cut) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Bytes.class,
            bytes -> {
              assertThat(bytes.status()).isEqualTo(200);
              assertThat(new String(bytes.body(), UTF_8)).isEqualTo(text);
              assertThat(bytes.cut()).isEqualTo(cut);
            });
  }

  private Answer download(ResponseDefinitionBuilder answer) {
    return EventLoop.run(() -> download(answer, MOST));
  }

  private Answer download(ResponseDefinitionBuilder answer, int most) {
    site.answer("/", answer);
    return fetcher.download(site.url("/"), most);
  }

  private static ResponseDefinitionBuilder file(String text) {
    return aResponse().withBody(text);
  }

  private static ResponseDefinitionBuilder packed(String encoding, byte[] bytes) {
    return aResponse().withHeader("Content-Encoding", encoding).withBody(bytes);
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(1).nextBytes(bytes);
    return bytes;
  }
}
