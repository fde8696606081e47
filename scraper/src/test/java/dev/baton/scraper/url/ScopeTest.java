package dev.baton.scraper.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {
  private static final String IN = "";

  @ParameterizedTest
  @CsvSource({
    "http://h/,       http://h/a,       ",
    "http://h/,       http://H:80/a,    ",
    "http://h/,       https://h/a,      ",
    "https://h/,      http://h/a,       ",
    "http://h/,       http://www.h/a,   out of scope: other host",
    "http://h/,       http://h.evil/a,  out of scope: other host",
    "http://h/,       http://h:8080/a,  out of scope: other port",
    "http://h/,       https://h:80/a,   out of scope: other port",
    "http://h:8080/,  http://h:8080/a,  ",
    "http://h:8080/,  https://h:8080/a, out of scope: other port",
    "http://h:8080/,  http://h/a,       out of scope: other port",
    "http://[::1]:1/, http://[::1]:1/a, ",
  })
  void hostIsTheStartsSite(String start, String url, String exclusion) {
    assertExclusion(Scope.host(urls(start)), url, exclusion);
  }

  @ParameterizedTest
  @CsvSource({
    "http://a/x, ",
    "http://b/x, ",
    "http://c/x, out of scope: other host",
    "http://a:8080/x, out of scope: other port",
  })
  void hostsOfSeveralStarts(String url, String exclusion) {
    assertExclusion(Scope.host(urls("http://a/", "http://b/deep/page")), url, exclusion);
  }

  @ParameterizedTest
  @CsvSource({
    "http://h/docs/index.html, http://h/docs/,          ",
    "http://h/docs/index.html, http://h/docs/a/b?q,     ",
    "http://h/docs/index.html, https://h/docs/a,        ",
    "http://h/docs/index.html, http://h/docs,           out of scope: not below /docs/",
    "http://h/docs/index.html, http://h/docs-2/a,       out of scope: not below /docs/",
    "http://h/docs/index.html, http://h/,               out of scope: not below /docs/",
    "http://h/docs/index.html, http://i/docs/a,         out of scope: other host",
    "http://h/docs,            http://h/other,          ",
    "http://h,                 http://h/other,          ",
  })
  void prefixIsTheStartsFolder(String start, String url, String exclusion) {
    assertExclusion(Scope.prefix(urls(start)), url, exclusion);
  }

  @Test
  void prefixesOfSeveralStarts() {
    Scope scope = Scope.prefix(urls("http://h/a/", "http://h/b/x", "http://i/"));

    assertExclusion(scope, "http://h/a/x", IN);
    assertExclusion(scope, "http://h/b/y", IN);
    assertExclusion(scope, "http://i/c", IN);
    assertExclusion(scope, "http://h/c", "out of scope: not below the folder of a start");
  }

  @ParameterizedTest
  @CsvSource({
    "http://start:8000/a,          ",
    "https://other.example/a,      ",
    "http://other.example/a,       ",
    "http://other.example:81/a,    out of scope: host not listed",
    "http://www.other.example/a,   out of scope: host not listed",
    "http://dev.example:8080/a,    ",
    "https://dev.example:8080/a,   ",
    "http://dev.example/a,         out of scope: host not listed",
    "http://a.b.docs.example/a,    ",
    "http://docs.example/a,        out of scope: host not listed",
    "http://evildocs.example/a,    out of scope: host not listed",
    "http://a.docs.example:81/a,   out of scope: host not listed",
    "http://a.localhost:8000/,     ",
    "http://127.0.0.1/,            ",
    "http://xn--bcher-kva.example/,",
  })
  void listedHostsAreThoseAndTheStarts(String url, String exclusion) {
    List<String> hosts =
        List.of(
            "Other.example",
            "dev.example:8080",
            "*.docs.example",
            "*.localhost:8000",
            "0x7f.1",
            "bücher.example");

    assertExclusion(Scope.hosts(urls("http://start:8000/"), hosts), url, exclusion);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a b", "http://h/", "h/x", "me@h", "h:x", "h:99999", "*", "*.", "a*.b"})
  void refusesWhatIsNoHost(String host) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scope.hosts(urls("http://h/"), List.of(host)))
        .withMessage(
            "a host of the scope must be like example.com, example.com:8080 or *.example.com,"
                + " got \""
                + host
                + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "http://www.example.com/,   http://example.com/,           ",
    "http://www.example.com/,   https://a.b.example.com:8443/, ",
    "http://www.example.com/,   http://example.org/,           out of scope: other domain",
    "http://www.example.com/,   http://notexample.com/,        out of scope: other domain",
    "http://www.example.co.uk/, http://docs.example.co.uk/,    ",
    "http://www.example.co.uk/, http://other.co.uk/,           out of scope: other domain",
    "http://me.github.io/,      http://you.github.io/,         out of scope: other domain",
    "http://me.github.io/,      http://www.me.github.io/,      ",
    "http://co.uk/,             http://example.co.uk/,         out of scope: other domain",
    "http://bücher.de/,         http://www.bücher.de/,         ",
    "http://127.0.0.1:80/,      https://127.0.0.1/,            ",
    "http://127.0.0.1:80/,      http://127.0.0.1:81/,          out of scope: other domain",
    "http://10.0.0.1/,          http://11.0.0.1/,              out of scope: other domain",
    "http://[::1]/,             http://[::1]/a,                ",
    "http://[::1]/,             http://[::2]/a,                out of scope: other domain",
    "http://localhost/,         http://localhost/a,            ",
    "http://localhost/,         http://a.localhost/,           out of scope: other domain",
    "http://a.localhost/,       http://b.localhost/,           out of scope: other domain",
    "http://a.localhost/,       http://x.a.localhost/,         out of scope: other domain",
    "http://wiki/,              http://docs.wiki/,             out of scope: other domain",
  })
  void domainIsWhatOneOwnerRegistered(String start, String url, String exclusion) {
    assertExclusion(Scope.domain(urls(start)), url, exclusion);
  }

  @Test
  void domainsOfSeveralStarts() {
    Scope scope = Scope.domain(urls("http://a.example.com/", "http://b.example.org/"));

    assertExclusion(scope, "http://example.com/", IN);
    assertExclusion(scope, "http://example.org/", IN);
    assertExclusion(scope, "http://example.net/", "out of scope: other domain");
  }

  @ParameterizedTest
  @CsvSource({
    "http://h/docs/a,      ",
    "http://h/x?page=12,   ",
    "http://h/blog/a,      'not included by --include \"/docs/\", \"[?&]page=\\d+$\"'",
    "http://h/x?page=a,    'not included by --include \"/docs/\", \"[?&]page=\\d+$\"'",
    "http://h/docs/a.pdf,  'excluded by --exclude \"\\.pdf$\"'",
    "http://i/docs/a,      out of scope: other host",
  })
  void patternsSayWhichPagesOfTheSite(String url, String exclusion) {
    Scope scope =
        Scope.host(urls("http://h/"))
            .including(List.of("/docs/", "[?&]page=\\d+$"))
            .excluding(List.of("/private/", "\\.pdf$"));

    assertExclusion(scope, url, exclusion);
  }

  @Test
  void aStartIsInItsScopeWhateverThePatterns() {
    Scope scope =
        Scope.host(urls("http://h/"))
            .including(List.of("/docs/"))
            .excluding(List.of("^http://h/$"));

    assertExclusion(scope, "http://h/", IN);
    assertExclusion(scope, "http://h/other", "not included by --include \"/docs/\"");
  }

  @Test
  void noPatternsExcludeNothing() {
    Scope scope = Scope.host(urls("http://h/")).including(List.of()).excluding(List.of());

    assertExclusion(scope, "http://h/other", IN);
  }

  @Test
  void refusesAPatternThatIsNone() {
    Scope scope = Scope.host(urls("http://h/"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> scope.including(List.of("ok", "(")))
        .withMessage("--include must be a regular expression, got \"(\": missing closing )");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scope.excluding(List.of("(?=x)")))
        .withMessageStartingWith("--exclude must be a regular expression, got \"(?=x)\": ");
  }

  /// With the JDK's expressions each of these takes years.
  @Test
  @Timeout(10)
  void aPatternTakesNoTimeThatGrowsWithoutEnd() {
    Scope scope = Scope.host(urls("http://h/")).excluding(List.of("(a+)+$", "(x|xx)*y$"));

    assertExclusion(scope, "http://h/" + "a".repeat(1_900) + "!", IN);
    assertExclusion(scope, "http://h/" + "x".repeat(1_900) + "!", IN);
  }

  private static void assertExclusion(Scope scope, String url, String exclusion) {
    HttpUrl page = PageUrls.start(url);
    String expected = exclusion == null || exclusion.isEmpty() ? null : exclusion;

    assertThat(scope.exclusion(page).orElse(null)).isEqualTo(expected);
    assertThat(scope.contains(page)).isEqualTo(expected == null);
  }

  private static List<HttpUrl> urls(String... texts) {
    return Stream.of(texts).map(PageUrls::start).toList();
  }
}
