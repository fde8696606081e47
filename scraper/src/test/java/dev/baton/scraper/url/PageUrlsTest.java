package dev.baton.scraper.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageUrlsTest {
  private static final HttpUrl BASE = HttpUrl.get("http://h/dir/page?q=1");

  @ParameterizedTest
  @CsvSource({
    "other,                http://h/dir/other",
    "/top,                 http://h/top",
    "../up,                http://h/up",
    "../../../../up,       http://h/up",
    "./a/./b/../c,         http://h/dir/a/c",
    "?q=2,                 http://h/dir/page?q=2",
    "#top,                 http://h/dir/page?q=1",
    "other#part,           http://h/dir/other",
    "//else/x,             http://else/x",
    "HTTP://H:80/%7Ea b,   http://h/~a%20b",
    "http://user:pw@h/a,   http://h/a",
    "'  padded  ',         http://h/dir/padded",
    "ümlaut,               http://h/dir/%C3%BCmlaut",
  })
  void resolvesToOneFormOfEachUrl(String reference, String url) {
    assertThat(PageUrls.resolve(BASE, reference)).hasValue(HttpUrl.get(url));
  }

  @Test
  void resolvesALinkThatIsBrokenOverLines() {
    assertThat(PageUrls.resolve(BASE, "/a\n\t/b\r\n")).hasValue(HttpUrl.get("http://h/a/b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mailto:a@b.c",
        "javascript:void(0)",
        "data:text/html,x",
        "tel:123",
        "ftp://h/",
        "file:///etc/passwd",
        "http://",
        "http://h:99999/",
        "http://h:port/",
        "http://a b/",
        "http://[::1/",
        "http://%00/",
      })
  void leavesOutWhatIsNoWebPage(String reference) {
    assertThat(PageUrls.resolve(BASE, reference)).isEmpty();
  }

  @Test
  void leavesOutWhatIsTooLong() {
    String fits = "/" + "x".repeat(PageUrls.MAX_LENGTH - "http://h/".length());

    Optional<HttpUrl> url = PageUrls.resolve(BASE, fits);

    assertThat(url.orElseThrow().toString()).hasSize(PageUrls.MAX_LENGTH);
    assertThat(PageUrls.resolve(BASE, fits + "x")).isEmpty();
    assertThat(PageUrls.resolve(BASE, "x".repeat(1_000_000))).isEmpty();
  }

  @Test
  void takesAStartUrlInOneForm() {
    assertThat(PageUrls.start("HTTP://Host:80#top")).isEqualTo(HttpUrl.get("http://host/"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "example.com       | URL must start with http:// or https://, got \"example.com\";"
            + " try http://example.com",
        "localhost:80/x    | URL must start with http:// or https://, got \"localhost:80/x\";"
            + " try http://localhost:80/x",
        "ftp://h/          | URL must start with http:// or https://, got \"ftp://h/\";"
            + " only web pages can be crawled",
        "''                | URL must start with http:// or https://, got \"\";"
            + " only web pages can be crawled",
        "http://a b/       | URL must have a valid host name, got \"http://a b/\"; correct it",
        "http://h:99999/   | URL must have a valid port (1 to 65535), got \"http://h:99999/\";"
            + " correct it",
        "http://me:pw@h/   | URL must not have a user name or password, got one for host h;"
            + " leave it out, and log in with --auth",
      })
  void saysWhatIsWrongWithAStartUrl(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PageUrls.start(text))
        .withMessage(message);
  }

  @Test
  void refusesAStartUrlThatIsTooLong() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PageUrls.start("http://h/" + "x".repeat(3_000)))
        .withMessage("URL must have at most 2048 characters, got 3009");
  }
}
