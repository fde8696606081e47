package dev.baton.scraper.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.scraper.demo.Visit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever a kill has changed is found.
class CrashFindingsTest {
  private static final String A = page("/a", 41_000, 3, "A");
  private static final String B = page("/b", 41_000, 4, "B");

  @TempDir private Path folder;

  private static String page(String path, int port, int millis, String title) {
    return "{\"url\":\"http://shop.test:%d%s\",\"title\":\"%s\",\"ms\":%d}"
        .formatted(port, path, title, millis);
  }

  private PagesFile pages(int port, String... lines) throws IOException {
    Path file = Files.write(folder.resolve("pages.jsonl"), List.of(lines));
    return PagesFile.readWithoutPort(file, port);
  }

  private List<Finding> compare(String... killed) throws IOException {
    Sight sight = new Sight(Map.of(), Map.of(), List.of(), List.of(), List.of());
    return new CrashFindings(new KilledCrawl(null, null, null), List.of(), sight)
        .of(pages(41_000, A, B), pages(42_000, killed));
  }

  private static List<String> wrong(List<Finding> findings, String what) {
    return findings.stream()
        .filter(each -> each.what().startsWith(what))
        .findFirst()
        .orElseThrow()
        .wrong();
  }

  @Test
  void portsTimesAndTheOrderDoNotCount() throws IOException {
    List<Finding> findings = compare(page("/b", 42_000, 9, "B"), page("/a", 42_000, 9, "A"));
    for (String what : List.of("pages that the other", "lines", "what the pages")) {
      assertThat(wrong(findings, what)).isEmpty();
    }
  }

  @Test
  void aPageThatIsLostThereTwiceOrDifferent() throws IOException {
    List<Finding> findings =
        compare(page("/b", 42_000, 9, "B"), page("/b", 42_000, 9, "B"), page("/c", 42_000, 9, "C"));
    assertThat(wrong(findings, "pages that the other"))
        .containsExactly("http://shop.test/a is lost");
    assertThat(wrong(findings, "lines")).containsExactly("http://shop.test/b is there twice");
    assertThat(wrong(findings, "what the pages"))
        .containsExactly("http://shop.test/c is not as in the other crawl");
    assertThat(wrong(compare(page("/a", 42_000, 9, "B")), "what the pages")).hasSize(1);
  }

  @Test
  void aLineThatIsTorn() {
    assertThatThrownBy(() -> pages(1, A, B.substring(0, 20)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("line 2 of ")
        .hasMessageEndingWith("is torn");
  }

  @Test
  void aCrawlThatWasNeverKilledProvesNothing() throws IOException {
    assertThat(wrong(compare(A, B), "processes")).isNotEmpty();
  }

  @Test
  void hostsAreLeftAloneFromOneProcessToTheNext() {
    List<Visit> visits =
        List.of(
            new Visit(0, "a.test", "/", 200),
            new Visit(1_000_000_000, "b.test", "/", 200),
            new Visit(2_500_000_000L, "a.test", "/1", 200),
            new Visit(3_000_000_000L, "b.test", "/1", 200),
            new Visit(3_100_000_000L, "b.test", "/2", 200));
    assertThat(Pauses.acrossKills(visits, visit -> visit.nanos() < 2_000_000_000 ? 0 : 1))
        .containsExactly(Duration.ofMillis(2_500), Duration.ofSeconds(2));
  }
}
