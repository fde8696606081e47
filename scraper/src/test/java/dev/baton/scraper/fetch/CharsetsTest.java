package dev.baton.scraper.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CharsetsTest {
  @ParameterizedTest
  @CsvSource({
    "utf8, UTF-8",
    "unicode-1-1-utf-8, UTF-8",
    "x-sjis, windows-31j",
    "shift_jis, windows-31j",
    "ksc_5601, x-windows-949",
    "ks_c_5601-1987, x-windows-949",
    "iso-8859-11, x-windows-874",
    "TIS-620, x-windows-874",
    "ISO-8859-9, windows-1254",
    "latin5, windows-1254",
    "latin1, windows-1252",
    "ascii, windows-1252",
    "ucs-2, UTF-16LE",
    "unicode, UTF-16LE",
    "unicodefffe, UTF-16BE",
    "big5, Big5-HKSCS",
    "gb_2312-80, GBK",
    "iso_8859-5:1988, ISO-8859-5",
    "iso-8859-8-i, ISO-8859-8",
    "x-mac-ukrainian, x-MacUkraine",
    "x-user-defined, windows-1252"
  })
  void knowsTheLabelsOfTheStandard(String label, String charset) {
    assertThat(Charsets.named(label)).contains(Charset.forName(charset));
  }

  @Test
  void takesALabelWithBlanksAndInAnyCase() {
    assertThat(Charsets.named("\t Shift_JIS ")).contains(Charset.forName("windows-31j"));
  }

  /// Most of these the JDK knows.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "=",
        "utf-7",
        "utf-32",
        "UTF-32BE",
        "cesu-8",
        "IBM037",
        "cp500",
        "UTF_8",
        "iso-2022-kr",
        "iso-2022-cn",
        "hz-gb-2312",
        "replacement",
        "x-ibm943",
        "iso-8859-10",
        "nonsense"
      })
  void knowsNoOthers(String label) {
    assertThat(Charsets.named(label)).isEmpty();
  }

  @Test
  void hasEachLabelOnce() {
    assertThat(Charsets.labels()).hasSize(228 - 7 - 3 - 6); // without ISO-8859-10, -14, replacement
  }
}
