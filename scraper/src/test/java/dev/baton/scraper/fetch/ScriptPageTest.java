package dev.baton.scraper.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptPageTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<title>App</title><div id=root></div><script src=app.js></script>",
        "<script>const text = 'LONG';</script><noscript>LONG</noscript><p>Loading</p>",
        "<head><script defer src=/x.js></script><style>LONG</style></head><app-root></app-root>",
        "<title>LONG</title><template>LONG</template><script></script>"
      })
  void aPageOfScriptsSeemsEmpty(String html) {
    assertThat(needsScript(html)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<p>short</p>", "<p>LONG</p><script src=count.js></script>"})
  void aPageThatIsShortOrHasTextDoesNot(String html) {
    assertThat(needsScript(html)).isFalse();
  }

  private static boolean needsScript(String html) {
    return ScriptPage.needsScript(Jsoup.parse(html.replace("LONG", "some words ".repeat(30))));
  }
}
