package dev.baton.scraper.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.scraper.FoundUrl;
import dev.baton.scraper.UrlRecord;
import dev.baton.scraper.UrlState;
import dev.baton.scraper.demo.Expectation;
import dev.baton.scraper.demo.Visit;
import dev.baton.scraper.report.HostPoliteness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Whatever becomes something that it should not is found.
class FindingsTest {
  private static final String SHOP = "http://shop.test";

  private final Map<String, FoundUrl> found = new HashMap<>();
  private final Map<String, WrittenPage> written = new HashMap<>();
  private final List<String> twice = new ArrayList<>();
  private final List<HostPoliteness> hosts = new ArrayList<>();
  private final List<Visit> visits = new ArrayList<>();

  private Finding only(Expectation... expectations) {
    return all(expectations).getFirst();
  }

  private List<Finding> all(Expectation... expectations) {
    return Findings.of(
        List.of(expectations), new Sight(found, written, twice, hosts, List.copyOf(visits)));
  }

  private Finding polite(String what) {
    return all().stream().filter(each -> each.what().startsWith(what)).findFirst().orElseThrow();
  }

  private void found(String path, UrlState state, int status, String detail) {
    String url = SHOP + path;
    found.put(
        url,
        new FoundUrl(
            url,
            "shop.test",
            state,
            detail,
            null,
            0,
            status,
            Duration.ZERO,
            UrlRecord.Kind.PAGE,
            1));
  }

  private void visit(double seconds, String target, int status) {
    visits.add(new Visit((long) (seconds * 1e9), "shop.test", target, status));
  }

  private static Expectation url(String path, UrlState state, int status, String says) {
    return new Expectation("a thing", SHOP + path, false, state, status, says);
  }

  private static Expectation family(String prefix, UrlState state, String says) {
    return new Expectation("a trap", SHOP + prefix, true, state, 200, says);
  }

  // --- URLs

  @Test
  void allIsAsItShouldBe() {
    found("/a", UrlState.FETCHED, 200, null);
    found("/b", UrlState.FETCHED, 200, null);
    Finding finding =
        only(url("/a", UrlState.FETCHED, 200, ""), url("/b", UrlState.FETCHED, 200, ""));
    assertThat(finding).isEqualTo(new Finding("a thing", Should.READ, "2 of 2 read", List.of()));
  }

  @Test
  void aUrlThatWasNeverSeen() {
    assertThat(only(url("/a", UrlState.FETCHED, 200, "")).wrong())
        .containsExactly("http://shop.test/a was never seen");
  }

  @Test
  void anotherStateStatusOrReason() {
    found("/state", UrlState.OUT_OF_SCOPE, 0, "other host");
    found("/status", UrlState.FETCHED, 404, null);
    found("/reason", UrlState.FORBIDDEN, 0, "line 9: Disallow: /");
    Finding finding =
        only(
            url("/state", UrlState.PRIVATE_ADDRESS, 0, ""),
            url("/status", UrlState.FETCHED, 410, ""),
            url("/reason", UrlState.FORBIDDEN, 0, "line 3"));
    assertThat(finding.wrong())
        .containsExactly(
            "http://shop.test/state became \"out of scope\" with status 0 (other host) in place of"
                + " \"private address\" with 0",
            "http://shop.test/status became \"fetched\" with status 404 () in place of"
                + " \"fetched\" with 410",
            "http://shop.test/reason became \"forbidden\" with status 0 (line 9: Disallow: /) in"
                + " place of \"forbidden\" with 0 (line 3)");
    assertThat(finding.text()).startsWith("0 of 3 ");
  }

  @Test
  void whatWasToBeLeftAloneAndWasAskedFor() {
    found("/private/", UrlState.FORBIDDEN, 0, null);
    visit(0, "/robots.txt", 200);
    visit(1, "/private/", 200);
    assertThat(only(url("/private/", UrlState.FORBIDDEN, 0, "")).wrong())
        .containsExactly("http://shop.test/private/ was asked for");
  }

  @Test
  void whatWasNotToBeWrittenAndIs() {
    found("/draft", UrlState.NOINDEX, 200, null);
    written.put(SHOP + "/draft", new WrittenPage(SHOP + "/draft", "Draft", ""));
    assertThat(only(url("/draft", UrlState.NOINDEX, 200, "")).wrong())
        .containsExactly("http://shop.test/draft was written");
  }

  @Test
  void aTitleCountsToWhatIsSaid() {
    found("/old", UrlState.FETCHED, 200, null);
    written.put(SHOP + "/old", new WrittenPage(SHOP + "/old", "Über uns", ""));
    assertThat(only(url("/old", UrlState.FETCHED, 200, "Über")).text())
        .isEqualTo("read: \"Über uns\"");
    assertThat(only(url("/old", UrlState.FETCHED, 200, "Unter")).isRight()).isFalse();
  }

  @Test
  void aTrapThatHasCutNothing() {
    found("/cal?1", UrlState.FETCHED, 200, null);
    found("/cal?2", UrlState.FETCHED, 200, null);
    Expectation trap = family("/cal?", UrlState.TRAP, "endless calendar");
    assertThat(only(trap).wrong())
        .containsExactly("http://shop.test/cal?...: none became \"trap\" (endless calendar), of 2");
    found("/cal?3", UrlState.TRAP, 0, "endless calendar: more than 2");
    assertThat(only(trap))
        .isEqualTo(
            new Finding(
                "a trap", Should.CUT, "cut after 2: endless calendar: more than 2", List.of()));
  }

  // --- manners

  @Test
  void aHostThatIsAskedTooEarlyAfter429() {
    visit(0, "/robots.txt", 200);
    visit(1, "/a", 429);
    visit(2.94, "/a", 200);
    assertThat(polite("waits 2.0 s").wrong()).containsExactly("was asked again after 1.9 s");
    visits.removeLast();
    visit(3.06, "/a", 200);
    assertThat(polite("waits 2.0 s").isRight()).isTrue();
  }

  @Test
  void aHostThatIsNotAskedForItsRobotsTxtFirst() {
    visit(1, "/a", 200);
    visit(2, "/robots.txt", 200);
    assertThat(polite("asks for robots.txt").wrong())
        .containsExactly("shop.test was asked for /a first");
  }

  @Test
  void aRequestThatWasSentBeforeItWasAllowed() {
    hosts.add(
        new HostPoliteness("shop.test", 3, Duration.ofMillis(-7), SHOP + "/a", "", Map.of(), null));
    assertThat(polite("sends no request").wrong())
        .singleElement()
        .asString()
        .contains("shop.test", "early");
  }

  @Test
  void aPageThatIsThereTwice() {
    twice.add(SHOP + "/a");
    assertThat(polite("writes each page").wrong())
        .containsExactly("http://shop.test/a was written twice");
  }

  // --- how it looks

  @Test
  void aCrossAndBelowItWhatIsWrong() {
    found("/a", UrlState.FETCHED, 500, "\u001b[31m".repeat(40));
    assertThat(FindingsTable.lines(List.of(only(url("/a", UrlState.FETCHED, 200, "")))))
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100).doesNotContain("\u001b"))
        .satisfies(
            lines -> {
              assertThat(lines.get(1)).isEqualTo("  ✗ a thing  0 of 1 read");
              assertThat(lines.get(2)).startsWith("      http://shop.test/a became");
            });
  }
}
