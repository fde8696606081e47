package dev.baton.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkupTest {
  private final Markup page = new Markup();

  @Test
  void writesElementsInEachOther() {
    String name = "R&D";
    // @start region="Markup"
    Markup page = new Markup();
    page.open("p", "class", "note").text("1 < 2 ").element("b", name).close();
    String written = page.toString();
    // @end
    assertThat(written).isEqualTo("<p class=\"note\">1 &lt; 2 <b>R&amp;D</b></p>");
  }

  @Test
  void anEmptyElementHasNoEnd() {
    page.newLine().empty("rect", "width", 1.5, "hidden", "");

    assertThat(page).hasToString("\n<rect width=\"1.5\" hidden=\"\"/>");
  }

  @Test
  void nothingEndsAnAttributeButItself() {
    page.empty("a", "title", "\" onclick=\"alert(1)\" x='<>");

    assertThat(page).hasToString("<a title=\"&quot; onclick=&quot;alert(1)&quot; x='&lt;&gt;\"/>");
  }

  @Test
  void whatCannotBeSeenIsMadeVisibleAndLinesStayLines() {
    page.text("a\u202eb\u001b\nc\u0000");

    assertThat(page).hasToString("a\\u202eb\\u001b\nc\\u0000");
  }

  @Test
  void onlyRawMarkupIsNotEscaped() {
    page.raw("<hr>").text("<hr>");

    assertThat(page).hasToString("<hr>&lt;hr&gt;");
  }
}
