package dev.baton.scraper.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.scraper.UrlState;
import dev.baton.scraper.demo.WorldClient.Answer;
import dev.baton.scraper.sites.RunningWorld;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The list of what should become of each URL is whole, and true of the world. A crawler without
/// any manners goes everywhere, but only once into each trap.
@Timeout(60)
class ExpectationsTest {
  /// No page names them in a link.
  private static final List<String> ROBOTS_KNOW = List.of("/shop/remainders/");

  private static RunningWorld world;
  private static List<Expectation> expectations;

  /// All URLs that were seen, with the status of those that were asked for.
  private static final Map<String, Integer> SEEN = new LinkedHashMap<>();

  @BeforeAll
  static void crawl() throws IOException {
    world = new RunningWorld();
    expectations = world.ask(DemoWorld::expectations);
    Deque<String> waiting = new ArrayDeque<>(world.ask(DemoWorld::starts));
    try (WorldClient client = new WorldClient()) {
      for (String url; (url = waiting.poll()) != null; ) {
        if (SEEN.putIfAbsent(url, 0) == null && isWorthAVisit(url)) {
          waiting.addAll(visit(client, url));
        }
      }
    }
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static boolean isWorthAVisit(String url) {
    boolean ours = world.ask(DemoWorld::starts).stream().anyMatch(url::startsWith);
    Expectation expected = expectation(url);
    boolean hostile = expected != null && expected.state() == UrlState.FAILED && !expected.family();
    return ours && !hostile && !isSecondOfFamily(url);
  }

  private static boolean isSecondOfFamily(String url) {
    return expectations.stream()
        .filter(Expectation::family)
        .filter(family -> family.state() == UrlState.TRAP && family.isAbout(url))
        .anyMatch(family -> SEEN.keySet().stream().filter(family::isAbout).count() > 1);
  }

  private static Set<String> visit(WorldClient client, String url) throws IOException {
    Answer answer = client.get(url);
    while (answer.status() == 429 || answer.status() == 503 && !url.endsWith("/robots.txt")) {
      answer = client.get(url);
    }
    SEEN.put(url, answer.status());
    return answer.header("Location") == null
        ? links(answer, url)
        : Set.of(HttpUrl.get(url).resolve(answer.header("Location")).toString());
  }

  private static Set<String> links(Answer answer, String url) {
    Document page = Jsoup.parse(answer.text(), url);
    Set<String> links = new LinkedHashSet<>();
    for (Element link : page.select("a[href], link[rel=canonical]")) {
      links.add(link.absUrl("href"));
    }
    for (Element refresh : page.select("meta[http-equiv=refresh]")) {
      links.add(HttpUrl.get(url).resolve(refresh.attr("content").split("'")[1]).toString());
    }
    links.removeIf(link -> !link.startsWith("http") || link.contains("#"));
    return links;
  }

  private static Expectation expectation(String url) {
    return expectations.stream().filter(one -> one.isAbout(url)).findFirst().orElse(null);
  }

  @Test
  void eachUrlThatIsSeenIsExpected() {
    Set<String> ways = Set.of("/calendar", "/go/ledger", "/go/inside");
    assertThat(SEEN.keySet())
        .allSatisfy(
            url ->
                assertThat(
                        expectation(url) != null || ways.contains(HttpUrl.get(url).encodedPath()))
                    .as(url)
                    .isTrue());
  }

  @Test
  void eachUrlThatIsExpectedIsSeen() {
    assertThat(expectations)
        .filteredOn(one -> ROBOTS_KNOW.stream().noneMatch(one.url()::contains))
        .allSatisfy(one -> assertThat(SEEN.keySet()).anyMatch(one::isAbout));
  }

  @Test
  void eachIsAboutUrlsOfItsOwn() {
    assertThat(SEEN.keySet())
        .allSatisfy(
            url ->
                assertThat(expectations.stream().filter(one -> one.isAbout(url)))
                    .as(url)
                    .hasSizeLessThan(2));
  }

  @Test
  void eachPageAnswersTheStatusThatIsSaid() {
    assertThat(expectations)
        .filteredOn(one -> !one.family() && SEEN.getOrDefault(one.url(), 0) > 0)
        .filteredOn(one -> !one.isUntouched())
        .allSatisfy(one -> assertThat(SEEN.get(one.url())).as(one.url()).isEqualTo(one.status()))
        .hasSizeGreaterThan(80);
  }

  @Test
  void theShopHasAboutSixtyPagesAndThreeDeadLinks() {
    assertThat(expectations.stream().filter(one -> one.what().equals("pages of a shop")).count())
        .isBetween(50L, 65L);
    assertThat(expectations.stream().filter(one -> one.what().equals("dead links")).count())
        .isEqualTo(3);
  }
}
