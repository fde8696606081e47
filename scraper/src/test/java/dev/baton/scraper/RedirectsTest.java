package dev.baton.scraper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RedirectsTest {
  private final Redirects redirects = new Redirects();
  private final Map<String, Long> ids = new HashMap<>();

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
    assertThat(IntStream.range(0, 20).mapToObj(i -> add("/" + i, i, "/" + (i + 1))))
        .containsOnlyNulls();
    assertThat(add("/20", 20, "/21")).isEqualTo("more than 20 redirects in a row");
  }

  /// Each looks at the way that it leads to: of a long one only at the beginning.
  @Test
  @Timeout(20)
  void aSiteOfRedirectsEachToTheOneBeforeTakesNoTimeThatGrows() {
    assertThat(IntStream.range(0, 100_000).mapToObj(i -> add("/" + (i + 1), "/" + i)))
        .containsOnlyNulls();
  }

  /// @param hops how many have led to `from`
  private String add(String from, int hops, String to) {
    Optional<String> problem = redirects.problem(id(from), hops, id(to), FakeSite.url(to));
    if (problem.isEmpty()) {
      redirects.note(id(from), id(to));
    }
    return problem.orElse(null);
  }

  private String add(String from, String to) {
    return add(from, 0, to);
  }

  private long id(String path) {
    return ids.computeIfAbsent(path, _ -> ids.size() + 1L);
  }
}
