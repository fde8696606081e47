package dev.baton.scraper.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.scraper.Answer;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XhtmlTest {
  private static final String XHTML = "application/xhtml+xml";

  @ParameterizedTest
  @ValueSource(
      strings = {"<title/>", "<script src=\"a/b.js\"/>", "<style />", "<iframe\nsrc='/frame'/>"})
  void anEmptyElementOfXmlDoesNotTakeWhatFollows(String empty) throws Exception {
    assertThat(read(XHTML, empty).links())
        .extracting(link -> link.url().encodedPath())
        .contains("/last");
  }

  /// As browsers read it.
  @Test
  void htmlHasNoEmptyScripts() throws Exception {
    assertThat(read("text/html", "<script src=\"x.js\"/>").links()).isEmpty();
  }

  @Test
  void leavesOtherElementsAsTheyAre() {
    String others = "<br/><a href='/x/'>x</a><script>a</script><titles/><script a=<b/>";

    assertThat(Xhtml.asHtml(others)).isEqualTo(others);
  }

  private static Answer.Html read(String type, String head) throws Exception {
    String page =
        "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><head>"
            + head
            + "</head><body><a href='/last'>x</a></body></html>";
    return (Answer.Html)
        PageReader.read(
            new Response.Builder()
                .request(new Request.Builder().url("http://a.test/").build())
                .protocol(Protocol.HTTP_1_1)
                .code(200)
                .message("OK")
                .header("Content-Type", type)
                .body(ResponseBody.create(page, MediaType.get(type)))
                .build());
  }
}
