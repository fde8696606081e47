package dev.baton.scraper.url;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostParserTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.0.0.1.",
        "127.1",
        "127.0.1",
        "2130706433",
        "0x7f000001",
        "0X7F.1",
        "0177.0.0.1",
        "017700000001",
        "0x7f.0x.0.0x1",
        "0000000000000000000000000000000177.0.0.1",
        "%31%32%37.1",
        "１２７。０。０。１",
        "①②⑦.0.0.1",
        "xn--127-.0.0.1",
        "0x7f.1.xn--",
      })
  void readsOneAddressInManySpellings(String text) {
    assertThat(HostParser.parse(text)).isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @CsvSource({
    "0,               0.0.0.0",
    "0x,              0.0.0.0",
    "00.00.00.00,     0.0.0.0",
    "256,             0.0.1.0",
    "192.168.257,     192.168.1.1",
    "192.0x00A80001,  192.168.0.1",
    "4294967295,      255.255.255.255",
    "0xffffffff,      255.255.255.255",
    "1.2.3.4,         1.2.3.4",
  })
  void readsNumbersAsAddresses(String text, String address) {
    assertThat(HostParser.parse(text)).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "256.0.0.1",
        "1.2.3.256",
        "1.2.65536",
        "4294967296",
        "0x100000000",
        "18446744073709551616",
        "99999999999999999999999999999999",
        "1.2.3.4.5",
        "1.2.3.08",
        "09",
        "0..1",
        ".1",
        "foo.1",
        "foo.0x",
        "foo.0x4",
        "💩.123",
      })
  void refusesWhatOnlyLooksLikeAnAddress(String text) {
    assertThat(HostParser.parse(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "Example.ORG,           example.org",
    "ex%41mple.org,         example.org",
    "a_b.example.org,       a_b.example.org",
    "example.org.,          example.org.",
    "1.example,             1.example",
    "0xg.0xg,               0xg.0xg",
    "bücher.example,        xn--bcher-kva.example",
    "b%C3%BCcher.example,   xn--bcher-kva.example",
    "faß.example,           xn--fa-hia.example",
    "xn--bcher-kva.example, xn--bcher-kva.example",
    "[::1],                 [::1]",
  })
  void readsNames(String text, String name) {
    assertThat(HostParser.parse(text)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "a%20b",
        "a<b",
        "a%3Eb",
        "a|b",
        "a%7Cb",
        "a^b",
        "a%5Eb",
        "a%",
        "a%zz",
        "a%2541",
        "a%00",
        "a%7F",
        "a%2Fb",
        "a%3Ab",
        "a%40b",
        "a%5Cb",
        "%80",
        "\uFFFD",
        "\u00AD",
        "℀.example",
        "[a.example]",
        "xn--xn---",
        "xn--xn--xn--",
        "xn--",
      })
  void refusesWhatNoHostIsCalled(String text) {
    assertThat(UrlParser.parse(null, "http://" + text + "/")).isNull();
  }
}
