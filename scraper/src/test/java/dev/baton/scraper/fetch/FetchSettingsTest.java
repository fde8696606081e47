package dev.baton.scraper.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FetchSettingsTest {
  private static final HttpUrl A = HttpUrl.get("https://a.test/x?y");

  // --- who asks

  @Test
  void theAgentNamesItsContact() {
    assertThat(FetchSettings.agent("0.1", null)).isEqualTo("baton-scraper/0.1");
    assertThat(FetchSettings.agent("0.1", "https://a.test/bot"))
        .isEqualTo("baton-scraper/0.1 (+https://a.test/bot)");
    assertThat(FetchSettings.agent("0.1", "me@a.test")).isEqualTo("baton-scraper/0.1 (+me@a.test)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\r\nX: y", "a)", "ä@a.test"})
  void aContactThatWouldSpoilTheAgentIsRefused(String contact) {
    assertThatThrownBy(() -> FetchSettings.agent("0.1", contact))
        .hasMessage("--contact must be a URL or a mail address in ASCII, got \"" + contact + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a.test:80", "https://a.test", "http://u:secret@a.test", "http://a.test/x"})
  void aProxyThatIsNoneIsRefused(String text) {
    assertThatThrownBy(() -> FetchSettings.of(1, "x").withProxy(text))
        .hasMessage("--proxy must be http://host:port, without a password");
  }

  // --- whom it may ask

  @ParameterizedTest
  @CsvSource({
    "a.test, a.test, 1, true",
    "A.test, a.test, 80, true",
    "a.test, b.test, 80, false",
    "a.test, x.a.test, 80, false",
    "a.test:80, a.test, 443, true",
    "a.test:443, a.test, 80, true",
    "a.test:8080, a.test, 8080, true",
    "a.test:8080, a.test, 80, false",
    "127.1:8080, 127.0.0.1, 8080, true",
    "2130706433:8080, 127.0.0.1, 8080, true",
    "[::1]:8080, 0:0:0:0:0:0:0:1, 8080, true",
    "[::1], ::1, 9, true"
  })
  void aConsentCoversAHostAndAPort(String option, String host, int port, boolean covered) {
    assertThat(Consents.none().withOption(option).cover(host, port)).isEqualTo(covered);
  }

  @Test
  void aUrlThatWasTypedIsAConsentForItsPortAlone() {
    Consents consents = Consents.none().withUrl(HttpUrl.get("http://a.test:8080/x"));

    assertThat(consents.cover("a.test", 8080)).isTrue();
    assertThat(consents.cover("a.test", 8081)).isFalse();
    assertThat(Consents.none().cover("a.test", 8080)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":80",
        "a.test:",
        "a.test:0",
        "a.test:99999",
        "http://a.test",
        "a.test/x",
        "u@a.test",
        "a.test?x",
        "a b",
        "::1",
        "a.test#"
      })
  void aConsentForNoHostIsRefused(String option) {
    assertThatThrownBy(() -> Consents.none().withOption(option))
        .hasMessage("--allow-private must be a host or host:port, got \"" + option + "\"");
  }

  // --- what it sends

  @Test
  void credentialsAreForOneOriginAlone() {
    Credentials credentials =
        Credentials.none()
            .withHeader(A, "X-Api-Key", " k ")
            .withUser(A, "Ä", "geheim")
            .withCookie(A, "a=b; c=d")
            .withHeader(HttpUrl.get("http://b.test:8080"), "X-Api-Key", "other");

    assertThat(sent(credentials, "https://a.test/other"))
        .containsExactlyInAnyOrder(
            "X-Api-Key: k", "Authorization: Basic w4Q6Z2VoZWlt", "Cookie: a=b; c=d");
    assertThat(sent(credentials, "http://b.test:8080/")).containsExactly("X-Api-Key: other");
    for (String other :
        List.of("http://a.test/", "https://a.test:444/", "https://x.a.test/", "http://b.test/")) {
      assertThat(sent(credentials, other)).as(other).isEmpty();
    }
  }

  @Test
  void aHeaderIsSentOnceButCookiesComeTogether() {
    Credentials credentials =
        Credentials.none()
            .withHeader(A, "X-Key", "1")
            .withHeader(A, "x-key", "2")
            .withCookie(A, "a=b")
            .withHeader(A, "cookie", "c=d");

    assertThat(sent(credentials, "https://a.test/"))
        .containsExactly("x-key: 2", "cookie: a=b; c=d");
  }

  private static List<String> sent(Credentials credentials, String url) {
    Request.Builder request = new Request.Builder().url(url);
    credentials.addTo(request, HttpUrl.get(url));
    List<String> lines = new ArrayList<>();
    request
        .build()
        .headers()
        .forEach(header -> lines.add(header.component1() + ": " + header.component2()));
    return lines;
  }

  @Test
  void credentialsShowNoValue() {
    Credentials credentials = Credentials.none().withHeader(A, "X-Api-Key", "secret");

    assertThat(FetchSettings.of(1, "x").with(credentials).toString())
        .contains("credentials for [https://a.test]")
        .doesNotContain("secret");
    assertThatThrownBy(() -> credentials.withHeader(A, "X-Key", "secret\r\nX: y"))
        .hasMessage(
            "--header X-Key must have a value of printable ASCII characters; it has another one");
    assertThatThrownBy(() -> credentials.withCookie(A, "a=secretä"))
        .message()
        .doesNotContain("sec");
    assertThatThrownBy(() -> credentials.withHeader(A, "a secret", "x"))
        .hasMessage("--header must be NAME:VALUE, got a name that is none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host", "user-agent", "Accept-Encoding", "Content-Length", "TE"})
  void whatTheCrawlerSendsItselfIsRefused(String name) {
    assertThatThrownBy(() -> Credentials.none().withHeader(A, name, "x"))
        .hasMessage("--header must not be " + name + ", which the crawler sends itself");
  }

  @Test
  void aUserNameHasNoColon() {
    assertThatThrownBy(() -> Credentials.none().withUser(A, "a:b", "c"))
        .hasMessage("--auth must be a user name without a colon");
  }
}
