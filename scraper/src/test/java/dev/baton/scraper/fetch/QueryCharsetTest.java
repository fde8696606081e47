package dev.baton.scraper.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import okhttp3.HttpUrl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryCharsetTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GBK          | s?q=中文                 | /s?q=%D6%D0%CE%C4",
        "GBK          | 路径?q=中#中             | /%E8%B7%AF%E5%BE%84?q=%D6%D0",
        "GBK          | s?q=a b&r=%D6%D0&x=+     | /s?q=a%20b&r=%D6%D0&x=+",
        "GBK          | s#?中                    | /s",
        "GBK          | s?🎉                     | /s?%26%23127881%3B",
        "windows-1252 | s?q=Grüße€               | /s?q=Gr%FC%DFe%80",
        "windows-1252 | s?q=中a                  | /s?q=%26%2320013%3Ba",
        "windows-31j  | ?表                      | /?%95\\",
        "ISO-2022-JP  | ?あ                      | /?%1B$B$%22%1B(B",
        "UTF-8        | s?q=中文                 | /s?q=%E4%B8%AD%E6%96%87",
        "UTF-16LE     | s?q=ü                    | /s?q=%C3%BC",
      })
  void writesAQueryAsBrowsersDo(String charset, String link, String url) {
    String ascii = new QueryCharset(Charset.forName(charset)).apply(link);

    HttpUrl resolved = HttpUrl.get("http://h/").resolve(ascii);

    assertThat(resolved.newBuilder().fragment(null).build()).hasToString("http://h" + url);
  }
}
