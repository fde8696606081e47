package dev.baton.scraper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.scraper.robots.Verdict;
import org.junit.jupiter.api.Test;

class SavedRobotsTest {
  private static Verdict verdict(Answer answer) {
    return SavedRobots.of(FakeSite.ROOT + "/", TestCrawl.START, answer)
        .robots("baton-scraper")
        .verdict(FakeSite.url("/a"));
  }

  private static void assertAllowed(Answer answer, String why) {
    assertThat(verdict(answer)).isEqualTo(new Verdict(true, 0, "", why));
  }

  private static void assertForbidden(Answer answer, String why) {
    assertThat(verdict(answer)).isEqualTo(new Verdict(false, 0, "", why));
  }

  @Test
  void aFileIsRead() {
    byte[] file = "User-agent: *\nDisallow: /a".getBytes(UTF_8);

    assertThat(verdict(new Answer.Bytes(200, file, false)).sentence())
        .isEqualTo("line 2: Disallow: /a");
  }

  @Test
  void aStatusThatSaysThatThereIsNoneAllowsAllAlsoIfTheBodyBreaksOff() {
    assertAllowed(new Answer.StatusOnly(404), "robots.txt answered with status 404");
    assertAllowed(
        new Answer.Failed(404, Problem.NO_ANSWER, "connection closed"),
        "robots.txt answered with status 404");
  }

  @Test
  void tooManyRedirectsAllowAll() {
    assertAllowed(
        new Answer.Redirect(302, FakeSite.url("/r6")), "robots.txt is more than 5 redirects away");
  }

  @Test
  void whatCannotBeHadForbidsAll() {
    assertForbidden(new Answer.StatusOnly(500), "robots.txt answered with status 500");
    assertForbidden(new Answer.StatusOnly(429), "robots.txt answered with status 429");
    assertForbidden(
        new Answer.Failed(0, Problem.NO_ANSWER, "took longer than 30s"),
        "robots.txt could not be fetched: took longer than 30s");
    assertForbidden(
        new Answer.Failed(301, Problem.BAD_ANSWER, "a redirect without a Location header"),
        "robots.txt could not be fetched: a redirect without a Location header");
  }
}
