package dev.baton.scraper.url;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The URL tests of the web-platform-tests, where they are: all cases of http and https.
class WhatwgDataTest {
  private static final Path DATA = Path.of("..", "..", "shared", "data", "url", "urltestdata.json");

  /// All that we read otherwise than browsers do, and why.
  private static final Map<String, String> DIFFERENT =
      new TreeMap<>(
          Map.of(
              "http://f:0/c", "nothing listens on port 0",
              "http://f:00000000000000/c", "nothing listens on port 0",
              "http://./", "no host name has empty labels",
              "http://../", "no host name has empty labels",
              "http://foo.09..", "no host name has empty labels",
              "https://xn--/", "no host name has an empty label in Punycode"));

  private static List<Case> cases;

  /// @param page what the URL is canonically; empty if it is none
  private record Case(String base, String input, Optional<String> page) {
    static Case of(JsonNode node) {
      String base = node.get("base").isNull() ? null : node.get("base").asString();
      Optional<String> page = node.has("failure") ? Optional.empty() : Optional.of(page(node));
      return new Case(base, node.get("input").asString(), page);
    }

    /// The parts that make a page, with our spelling of escapes.
    private static String page(JsonNode node) {
      String path = node.get("pathname").asString();
      String query = node.get("search").asString();
      return node.get("protocol").asString()
          + "//"
          + node.get("host").asString()
          + PercentEscapes.canonicalPath(path)
          + PercentEscapes.canonical(query);
    }

    boolean isOfWeb() {
      return page.map(url -> url.matches("https?:.*")).orElseGet(this::speaksOfWeb);
    }

    private boolean speaksOfWeb() {
      return input.startsWith("http") || base != null && base.startsWith("http");
    }

    boolean isRight() {
      return read().equals(page);
    }

    private Optional<String> read() {
      HttpUrl url = UrlParser.parse(base == null ? null : HttpUrl.get(base), input);
      return Optional.ofNullable(url).map(PageUrls::canonical).map(HttpUrl::toString);
    }

    @Override
    public String toString() {
      return "\"%s\" on %s is %s, not %s".formatted(input, base, page, read());
    }
  }

  @BeforeAll
  static void read() throws IOException {
    assumeTrue(Files.exists(DATA), () -> "the tests of others are not here: " + DATA);
    cases =
        JsonMapper.shared()
            .readTree(Files.readAllBytes(DATA))
            .valueStream()
            .filter(JsonNode::isObject)
            .map(Case::of)
            .filter(Case::isOfWeb)
            .toList();
  }

  @Test
  void readsUrlsAsBrowsersDo() {
    assertThat(cases.stream().filter(test -> test.page().isPresent())).hasSizeGreaterThan(240);
    assertThat(cases.stream().filter(not(Case::isRight)).filter(not(WhatwgDataTest::isListed)))
        .isEmpty();
  }

  @Test
  void theListOfDifferencesIsExact() {
    Set<String> wrong =
        cases.stream().filter(not(Case::isRight)).map(Case::input).collect(Collectors.toSet());

    assertThat(wrong).isEqualTo(DIFFERENT.keySet());
  }

  private static boolean isListed(Case test) {
    return DIFFERENT.containsKey(test.input());
  }
}
