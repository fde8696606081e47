package dev.baton.trace;

import static dev.baton.Async.spawn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.EventLoop;
import dev.baton.LoopListener;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import tools.jackson.databind.json.JsonMapper;

class EscapingTest {
  private static final String EVIL =
      "</script><script>alert(1)</script><!-- ]]> & \" ' \\ \u2028\u2029\u0000\u001b[31m\u0085"
          + "\ud800 \udc00\uffff\u202e \ud83d\ude00";

  @Test
  void whatAProgramSaysIsTextInAPicture() throws Exception {
    String svg = new Picture(EVIL, Layout.of(List.of(evilRun())), List.of(EVIL), 0).draw();
    Document parsed = parse(svg);

    assertThat(parsed.getElementsByTagName("script").getLength()).isZero();
    assertThat(parsed.getDocumentElement().getAttribute("aria-label"))
        .startsWith("</script><script>alert(1)</script><!-- ]]> & \" ' \\ ");
  }

  @Test
  void whatAProgramSaysIsTextInAPage() {
    String page = Page.of(EVIL, Layout.of(List.of(evilRun())), List.of(EVIL), -1, false);

    assertThat(page.split("</script", -1)).hasSize(3); // the data and the script, and nothing more
    assertThat(page.split("<script", -1)).hasSize(3);
    assertThat(page).doesNotContain("<!--", "\u2028", "\u2029", "\u0000", "\u001b", "\u202e");
  }

  @Test
  void whatAProgramSaysIsOneLineOfAText() throws Exception {
    StringBuilder text = new StringBuilder();
    Trace trace = evilRun();
    TextTrace.write(EVIL, List.of(trace), text);

    assertThat(text.toString().lines()).hasSize(1 + trace.events().size());
    assertThat(text).doesNotContain("\u001b", "\u0000", "\u202e", "\u0085");
  }

  @Test
  void jsonIsReadAsItWasWritten() {
    String whole = EVIL.replace("\ud800 \udc00", "\ufffd \ufffd");
    String json = Json.of(Map.of(EVIL, List.of(1, true, EVIL, List.of(), Map.of())));

    assertThat(json).doesNotContain("<", ">", "&", "\u2028", "\u0000", "\u0085");
    assertThat((Object) new JsonMapper().readValue(json, Map.class))
        .isEqualTo(Map.of(whole, List.of(1, true, whole, List.of(), Map.of())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "\u001f", "\u007f", "\u0085", "\u2028", "\u202e", "\ud800"})
  void whatCannotBeSeenIsMadeVisible(String invisible) {
    assertThat(Texts.visible("a" + invisible + "b")).matches("a\\\\u[0-9a-f]{4}b");
  }

  @Test
  void ofAReportTheFirstAndTheLastLineAreKept() {
    assertThat(Texts.ends("stuck (1 s)\n\n  a waits\n\n  a -> b    <- ring\n"))
        .isEqualTo("stuck (1 s): a -> b <- ring");
    assertThat(Texts.ends(" one\u001b[31m ")).isEqualTo("one\\u001b[31m");
    assertThat(Texts.ends("")).isEmpty();
  }

  @Test
  void longTextIsCutBetweenCharacters() {
    assertThat(Texts.visible("x".repeat(10_000))).hasSize(300).endsWith("x…");
    assertThat(Texts.visible("\ud83d\ude00".repeat(10_000))).endsWith("\ud83d\ude00…");
    assertThat(Texts.shortened("ab\ud83d\ude00cd", 4)).isEqualTo("ab…");
  }

  @Test
  void aToStringThatFailsDoesNotHurtTheLoop() {
    Trace trace =
        Runs.of(
            () -> {
              var future = EventLoop.running().createFuture(new Grumpy());
              EventLoop.running().callSoon(() -> future.setResult(null));
              future.await();
            });

    assertThat(trace.events())
        .filteredOn(event -> event.kind() == TraceEvent.Kind.SUSPEND)
        .extracting(TraceEvent::text)
        .containsExactly(Grumpy.class.getName());
  }

  private static final class Grumpy {
    @Override
    public String toString() {
      throw new IllegalStateException("not today");
    }
  }

  private static Trace evilRun() {
    return Runs.of(
        () -> {
          EventLoop.running().note(LoopListener.Note.PRINTED, EVIL);
          spawn(
                  EVIL,
                  () -> {
                    throw new IllegalArgumentException(EVIL);
                  })
              .await();
        });
  }

  static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }
}
