package dev.baton.scraper.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.scraper.report.SiteNode.Counts;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SiteCountsTest {
  private final SiteCounts counts = new SiteCounts();

  private SiteNode site(String... urls) {
    Stream.of(urls).forEach(url -> counts.add(url, Fate.FETCHED));
    return counts.site();
  }

  private static List<String> names(SiteNode node) {
    return node.below().stream().map(SiteNode::name).toList();
  }

  @Test
  void foldersComeBeforeSingleUrlsAndTheLargestFirst() {
    SiteNode site =
        site(
            "https://a.example/",
            "https://a.example/one",
            "https://a.example/b/x",
            "https://a.example/c/x",
            "https://a.example/c/y?z=/1/2");

    assertThat(names(site)).containsExactly("a.example/");
    SiteNode host = site.below().getFirst();
    assertThat(names(host)).containsExactly("c/", "b/", "/", "one");
    assertThat(names(host.below().getFirst())).containsExactly("x", "y?z=/1/2");
    assertThat(host.counts()).isEqualTo(new Counts(5, 0, 0, 0));
  }

  @Test
  void bothSchemesAreOneHost() {
    SiteNode site = site("http://a.example/x", "https://a.example/y", "https://a.example:8443/z");

    assertThat(names(site)).containsExactly("a.example/", "a.example:8443/");
  }

  @Test
  void countsWhatBecameOfTheUrls() {
    for (Fate fate : Fate.values()) {
      counts.add("http://a.example/x/" + fate, fate);
    }
    counts.add("http://a.example/y", Fate.FAILED);

    SiteNode host = counts.site().below().getFirst();
    assertThat(host.counts()).isEqualTo(new Counts(1, 2, 1, 1));
    assertThat(host.below().getFirst().counts()).isEqualTo(new Counts(1, 1, 1, 1));
  }

  @Test
  void ofManyUrlsAFewHundredAreNamedAndAllAreCounted() {
    for (int i = 0; i < 100_000; i++) {
      int number = i * 31;
      String url = "http://a.example/" + number % 997 + "/" + number % 61 + "/" + i;
      counts.add(url, Fate.FETCHED);
    }

    SiteNode site = counts.site();
    assertThat(size(site)).isBetween(300L, 401L);
    assertThat(site.counts().all()).isEqualTo(100_000);
    assertSumsAreRight(site);
  }

  private static long size(SiteNode node) {
    return 1 + node.below().stream().mapToLong(SiteCountsTest::size).sum();
  }

  private static void assertSumsAreRight(SiteNode node) {
    if (node.url() == null) {
      long below = node.below().stream().mapToLong(one -> one.counts().all()).sum();
      assertThat(below + node.more()).as(node.name()).isEqualTo(node.counts().all());
      assertThat(node.more()).isNotNegative();
      node.below().forEach(SiteCountsTest::assertSumsAreRight);
    }
  }

  @Test
  void anEndlessPathEndsSomewhere() {
    SiteNode site = site("http://a.example/" + "x/".repeat(50_000), "no url at all", "");

    assertThat(size(site)).isLessThan(40);
    assertThat(site.counts().all()).isEqualTo(3);
  }
}
