package dev.baton.scraper.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentTypeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/html                            | text/html             | ''",
        "TEXT/HTML ; x=<bytes>                | text/html             | ''",
        "text/html;charset=utf-8              | text/html             | utf-8",
        "'text/html; Charset = \"UTF-8\"; x=y'| text/html             | UTF-8",
        "text/html; charset='latin1'          | text/html             | latin1",
        "text/html charset=gbk                | text/html             | gbk",
        "'text/html, text/html; charset=big5' | text/html             | big5",
        "application/xhtml+xml;charset=       | application/xhtml+xml | ''",
        "'; charset=x'                        | ''                    | x",
        "text                                 | ''                    | ''",
        "/html                                | ''                    | ''",
        "''                                   | ''                    | ''",
      })
  void readsWhatCanBeRead(String header, String name, String charset) {
    assertThat(ContentType.of(header)).isEqualTo(new ContentType(name, charset));
  }

  @Test
  void nothingIsAnUnknownType() {
    assertThat(ContentType.of(null).isUnknown()).isTrue();
    assertThat(ContentType.of("text/plain").isUnknown()).isFalse();
  }
}
