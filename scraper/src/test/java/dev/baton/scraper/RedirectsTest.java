package dev.baton.scraper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RedirectsTest {
  private final Redirects redirects = new Redirects();

  @Test
  void refusesARedirectToItself() {
    assertThat(add("/a", "/a")).startsWith("redirect loop");
  }

  /// The pages of a ring are visited in any order when other pages link to them.
  @Test
  void refusesWhicheverRedirectClosesTheRing() {
    assertThat(add("/c", "/a")).isNull();
    assertThat(add("/a", "/b")).isNull();
    assertThat(add("/b", "/c"))
        .isEqualTo("redirect loop: it leads back to itself by way of http://site.test/c");
  }

  @Test
  void allowsManyRedirectsToOnePage() {
    assertThat(IntStream.range(0, 100).mapToObj(i -> add("/" + i, "/home"))).containsOnlyNulls();
  }

  @Test
  void refusesOneTooManyInARow() {
    assertThat(IntStream.range(0, 20).mapToObj(i -> add("/" + i, "/" + (i + 1))))
        .containsOnlyNulls();
    assertThat(add("/20", "/21")).isEqualTo("more than 20 redirects in a row");
  }

  /// Each looks at the way that it leads to: of a long one only at the beginning.
  @Test
  @Timeout(20)
  void aSiteOfRedirectsEachToTheOneBeforeTakesNoTimeThatGrows() {
    assertThat(IntStream.range(0, 100_000).mapToObj(i -> add("/" + (i + 1), "/" + i)))
        .containsOnlyNulls();
  }

  private String add(String from, String to) {
    return redirects.add(FakeSite.url(from), FakeSite.url(to)).orElse(null);
  }
}
