package dev.baton.scraper;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.HttpUrl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteTest {
  @ParameterizedTest
  @CsvSource({
    "http://h/,       http://h/a,       true",
    "http://h/,       http://H:80/a,    true",
    "http://h/,       https://h/a,      true",
    "https://h/,      http://h/a,       true",
    "http://h/,       http://www.h/a,   false",
    "http://h/,       http://h.evil/a,  false",
    "http://h/,       http://h:8080/a,  false",
    "http://h/,       https://h:80/a,   false",
    "http://h:8080/,  http://h:8080/a,  true",
    "http://h:8080/,  https://h:8080/a, false",
    "http://h:8080/,  http://h/a,       false",
    "http://[::1]:1/, http://[::1]:1/a, true",
  })
  void isOneHostAndPort(String start, String url, boolean contained) {
    assertThat(new Site(HttpUrl.get(start)).contains(HttpUrl.get(url))).isEqualTo(contained);
  }
}
