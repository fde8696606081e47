package dev.baton.scraper.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTextTest {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  @Test
  void aMarkCountsMoreThanAllDeclarations() {
    String page = "\uFEFF<meta charset=gbk><title>Grüße</title>";

    for (Charset charset : new Charset[] {UTF_8, UTF_16BE, UTF_16LE}) {
      assertThat(PageText.of(page.getBytes(charset), "big5"))
          .isEqualTo(new PageText(page.substring(1), charset));
    }
  }

  @Test
  void theHeaderCountsMoreThanThePage() {
    String page = "<meta charset=gbk><title>Grüße</title>";

    assertThat(PageText.of(page.getBytes(UTF_8), "UTF8")).isEqualTo(new PageText(page, UTF_8));
    assertThat(PageText.of(page.getBytes(ISO_8859_1), "latin1").text()).isEqualTo(page);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<meta charset=windows-1251>",
        "<META Charset = ' windows-1251 ' />",
        "<meta content='text/html; charset=windows-1251' http-equiv=Content-Type>",
        "<meta name=a content='charset=utf-8'><meta charset=nonsense><meta charset=cp1251>",
        "<!-- <meta charset=utf-8> --><html><head><title>x</title><meta charset=windows-1251>",
        "<?xml version='1.0' encoding='windows-1251'?><html>",
      })
  void thePageSaysItItself(String declaration) {
    String page = declaration + "<title>Привет</title>";

    assertThat(PageText.of(page.getBytes(Charset.forName("windows-1251")), "nonsense").text())
        .isEqualTo(page);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<meta charset=utf-16>", "<?xml version='1.0' encoding='UTF-16BE'?>"})
  void whoeverCanReadThatItIsUtf16ReadsSomethingElse(String declaration) {
    String page = declaration + "Grüße";

    assertThat(PageText.of(page.getBytes(UTF_8), "")).isEqualTo(new PageText(page, UTF_8));
  }

  @Test
  void withoutADeclarationItIsUtf8IfItCanBe() {
    for (String page : new String[] {"", "plain", "Grüße", "世界", "a replacement: \uFFFD"}) {
      assertThat(PageText.of(page.getBytes(UTF_8), "")).isEqualTo(new PageText(page, UTF_8));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "windows-1251, 'Привет, мир! Это страница без кодировки, и так далее.'",
    "KOI8-R,       'Привет, мир! Это страница без кодировки, и так далее.'",
    "GB18030,      '中文网页没有声明编码，这是一个测试页面。'",
    "Big5-HKSCS,   '中文網頁沒有聲明編碼，這是一個測試頁面。'",
    "windows-31j,  'これは文字コードのないページです。日本語のテスト'",
    "EUC-JP,       'これは文字コードのないページです。日本語のテスト'",
    "x-windows-949, '인코딩이 없는 페이지입니다. 한국어 테스트'",
    "windows-1255, 'שלום עולם זה דף בלי קידוד'",
    "windows-1252, 'Café – “naïve”'",
    "windows-1252, 'Grüße aus Köln — „schön“ café'",
    "windows-1252, 'El niño comió piñas en España'",
    "windows-1252, £5",
  })
  void otherwiseItIsWhatItLooksLike(String charset, String text) {
    String page = "<!doctype html><title>" + text + "</title><p>" + text;

    assertThat(PageText.of(page.getBytes(Charset.forName(charset)), ""))
        .isEqualTo(new PageText(page, Charset.forName(charset)));
  }

  @Test
  void aDeclarationMeansWhatBrowsersRead() {
    byte[] quotes = {(byte) 0x93, 'x', (byte) 0x94};

    assertThat(PageText.of(quotes, "iso-8859-1")).isEqualTo(new PageText("“x”", WINDOWS_1252));
    assertThat(PageText.of(quotes, "ascii")).isEqualTo(new PageText("“x”", WINDOWS_1252));
    assertThat(PageText.of("abc".getBytes(US_ASCII), "gb2312").charset())
        .isEqualTo(Charset.forName("GBK"));
  }

  /// Some of it is a way to smuggle markup past filters.
  @Test
  void whatTheStandardDoesNotReadCountsAsNoDeclaration() {
    for (String label :
        new String[] {"utf-32", "utf-7", "cesu-8", "ibm037", "hz-gb-2312", "UTF_8"}) {
      assertThat(PageText.of("Grüße +ADw-".getBytes(UTF_8), label))
          .as(label)
          .isEqualTo(new PageText("Grüße +ADw-", UTF_8));
    }
  }

  @Test
  void aPageInGbkMayHaveCharactersOfItsSuccessor() {
    Charset gbk = Charset.forName("GBK");
    byte[] page = "中\uD840\uDC00".getBytes(Charset.forName("GB18030"));

    assertThat(PageText.of(page, "gbk")).isEqualTo(new PageText("中\uD840\uDC00", gbk));
  }

  @Test
  void aDeclarationFarFromTheBeginningIsNotSeen() {
    String far = " ".repeat(8 * 1024) + "<meta charset=gbk>";

    assertThat(PageText.of(far.getBytes(US_ASCII), "").charset()).isEqualTo(UTF_8);
    assertThat(PageText.of(far.substring(20).getBytes(US_ASCII), "").charset())
        .isEqualTo(Charset.forName("GBK"));
  }
}
