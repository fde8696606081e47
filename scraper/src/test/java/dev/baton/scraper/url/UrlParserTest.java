package dev.baton.scraper.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The kinds of the web-platform-tests, for machines without them: see [WhatwgDataTest].
class UrlParserTest {
  private static final HttpUrl BASE = HttpUrl.get("https://h:8443/dir/page?q=1");

  @ParameterizedTest
  @CsvSource({
    "https:other,                  https://h:8443/dir/other",
    "https:/top,                   https://h:8443/top",
    "HTTPS:?q=2,                   https://h:8443/dir/page?q=2",
    "https://other,                https://other/",
    "https:\\\\other\\x,           https://other/x",
    "http:other,                   http://other/",
    "http:/other,                  http://other/",
    "http:///other/x,              http://other/x",
    "//other/x,                    https://other/x",
    "/\\other/x,                   https://other/x",
    "\\top,                        https://h:8443/top",
    "a:b,                          ",
    "./a:b,                        https://h:8443/dir/a:b",
    "/a:b,                         https://h:8443/a:b",
    "?a:b,                         https://h:8443/dir/page?a:b",
    "https://h:8443,               https://h:8443/",
    "https://h:8443/x,             https://h:8443/x",
    "https://h:84430/x,            ",
    "https://h:8443?x,             https://h:8443/?x",
    "https://h/x,                  https://h/x",
    "https://a-1.b,                https://a-1.b/",
    "http://a.b#x,                 http://a.b/",
    "http://a.b\\c,              http://a.b/c",
    "http://a.b:1/,                http://a.b:1/",
    "http://a.0x1/,                ",
    "http://0x1/,                  http://0.0.0.1/",
    "http://a.b./,                 http://a.b./",
    "http://a..b/,                 ",
    "'',                           https://h:8443/dir/page?q=1",
    "%2e%2E/x,                     https://h:8443/x",
    "a/%2e/b,                      https://h:8443/dir/a/b",
    "x#a b,                        https://h:8443/dir/x",
  })
  void resolvesReferences(String reference, String url) {
    assertThat(PageUrls.resolve(BASE, reference).map(HttpUrl::toString).orElse(null))
        .isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000\u001b http://example.org/p \u001f\r\n",
        "ht\ntp://exam\tple.org/p",
        "http://example.org\n/p",
        "http://user:a@b@example.org/p",
        "http://@example.org/p",
        "http:example.org/p",
        "http:\\\\example.org\\p",
        "http://example.org:/p",
        "http://example.org:080/p",
        "http://EXAMPLE.org:00000000000080/p",
        "http://ex%61mple%2eorg/p",
        "http://ｅｘａｍｐｌｅ。ｏｒｇ/p",
        "http://exam\u00adple.org/p",
        "http://example.org/x/../p",
        "http://example.org/./p?",
      })
  void readsOneUrlInManySpellings(String text) {
    assertThat(PageUrls.canonical(UrlParser.parse(null, text))).hasToString("http://example.org/p");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.org",
        "//example.org",
        "http://",
        "http://?",
        "http://#x",
        "http://user@/x",
        "http://@:80/x",
        "http://h:-80/",
        "http://h:+80/",
        "http://h:80a/",
        "http://h: 80/",
        "http://h:٨٠/",
        "http://h:0/",
        "http://h:65536/",
        "http://h:18446744073709551697/",
        "http://[::1/",
        "http://[::1]x/",
        "http://[::1]:x/",
        "http://[]/",
        "http://[::%31]/",
        "http://[fe80::1%25eth0]/",
        "http://2001::1/",
        "http://%5B::1]/",
        "http://[1:2:3]/",
        "ftp://example.org/",
        "httpx://example.org/",
        "javascript:alert(1)",
      })
  void readsNothingElse(String text) {
    assertThat(UrlParser.parse(null, text)).isNull();
  }

  @Test
  void readsTheWholeOfALongText() {
    String path = "/a".repeat(100_000);

    assertThat(UrlParser.parse(BASE, path + "\\..\\b").encodedPath()).endsWith("/a/b");
  }

  /// A space before it sends a text the long way, and changes nothing else.
  @Test
  void theShortWayForPlainLinksIsTheLongOne() {
    Random random = new Random(11);
    List<String> parts =
        List.of(
            "https:", "http:", "//", "/", "h", ":8443", "h:8443", "..", ".", "?", "#", "a.b", "%2e",
            "%7e", "%", "0x7f.1", "1", "@", "\\", " ", "ü", "[::1]", "x=1&y", ";", "xn--", "-",
            "|");
    for (int i = 0; i < 20_000; i++) {
      String text =
          random
              .ints(1 + random.nextInt(6), 0, parts.size())
              .mapToObj(parts::get)
              .collect(Collectors.joining());
      Optional<HttpUrl> url = PageUrls.resolve(BASE, text);

      assertThat(PageUrls.resolve(BASE, " " + text)).as(text).isEqualTo(url);
      url.ifPresent(UrlParserTest::assertHasOneSpelling);
    }
  }

  private static void assertHasOneSpelling(HttpUrl url) {
    assertThat(PageUrls.resolve(BASE, url.toString())).hasValue(url);
    assertThat(HttpUrl.get(url.toString())).isEqualTo(url);
  }
}
