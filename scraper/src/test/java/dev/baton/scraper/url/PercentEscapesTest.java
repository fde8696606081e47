package dev.baton.scraper.url;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentEscapesTest {
  @ParameterizedTest
  @CsvSource({
    "/a,                 /a",
    "/%7ea%7Eb~c,        /~a~b~c",
    "/%41%62%30%2d%5f,   /Ab0-_",
    "/%c3%bc,            /%C3%BC",
    "/%2f%2F/,           /%2F%2F/",
    "/%20%3b%26,         /%20%3B%26",
    "/%257e,             /%257e",
    "/%,                 /%",
    "/%7,                /%7",
    "/%zz%7e%,           /%zz~%",
    "/%%41%41,           /%%41A",
    "/%4%31%31,          /%4%311",
  })
  void haveOneSpelling(String text, String canonical) {
    assertThat(PercentEscapes.canonical(text)).isEqualTo(canonical);
  }

  @Test
  void areLeftAloneWhereNothingIsToDo() {
    String text = "/a%2Fb%zz";

    assertThat(PercentEscapes.canonical(text)).isSameAs(text);
  }

  @ParameterizedTest
  @CsvSource({
    "/%,                 /%25",
    "/operator%.html,    /operator%25.html",
    "/%zz%7e%%,          /%25zz~%25%25",
    "/%%41,              /%25A",
    "/%4%31%31,          /%25411",
    "/%2f%c3,            /%2F%C3",
  })
  void areWholeInAPath(String path, String canonical) {
    assertThat(PercentEscapes.canonicalPath(path)).isEqualTo(canonical);
    assertThat(PercentEscapes.canonicalPath(canonical)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource({
    "/%7euser/?q=%7e%2f,  /~user/?q=~%2F",
    "/50%.html?q=50%,     /50%25.html?q=50%",
    "/x?,                 /x",
    "/x?#top,             /x",
    "/?a=&b,              /?a=&b",
    "/a%2eb,              /a.b",
    "/a%2Fb?c%26d%3De,    /a%2Fb?c%26d%3De",
    "/ü|{?ü|',            /%C3%BC%7C%7B?%C3%BC|%27",
  })
  void areOneSpellingInPathAndQuery(String reference, String page) {
    HttpUrl base = HttpUrl.get("http://h/");

    assertThat(PageUrls.resolve(base, reference).orElseThrow()).hasToString("http://h" + page);
  }

  @ParameterizedTest
  @CsvSource({
    "http://h/%7eu/%c3%bc?%7e",
    "http://u:p@h/?#x",
    "http://h/a?b=%2f",
    "http://h/%zz%%7e",
  })
  void oneSpellingStays(String url) {
    HttpUrl canonical = PageUrls.canonical(HttpUrl.get(url));

    assertThat(PageUrls.canonical(canonical)).isEqualTo(canonical);
    assertThat(HttpUrl.get(canonical.toString())).isEqualTo(canonical);
  }
}
