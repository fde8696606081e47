package dev.baton.html;

import dev.baton.terminal.SafeText;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.stream.Collectors;

/// Writes XML, and HTML of the same form. Whatever goes in is escaped; only [#raw] is not.
///
/// ```java
/// Markup page = new Markup();
/// page.open("p", "class", "note").text("1 < 2 ").element("b", name).close();
/// String written = page.toString();
/// ```
///
/// Names of elements and attributes are the program's own and are written as they are. Characters
/// that cannot be seen are made visible ([SafeText]), but for the ends of lines.
public final class Markup {
  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /// Begins an element.
  ///
  /// @param attributes names and values in turn; values may be anything
  public Markup open(String tag, Object... attributes) {
    start(tag, attributes);
    out.append('>');
    open.push(tag);
    return this;
  }

  /// Ends the element that was begun last.
  public Markup close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /// Writes an element with nothing in it.
  public Markup empty(String tag, Object... attributes) {
    start(tag, attributes);
    out.append("/>");
    return this;
  }

  /// Writes an element with text in it.
  public Markup element(String tag, String text, Object... attributes) {
    return open(tag, attributes).text(text).close();
  }

  /// Writes text.
  public Markup text(String text) {
    escape(text);
    return this;
  }

  /// Writes what is markup already.
  public Markup raw(String markup) {
    out.append(markup);
    return this;
  }

  /// For those who read the source.
  public Markup newLine() {
    out.append('\n');
    return this;
  }

  private void start(String tag, Object... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(String.valueOf(attributes[i + 1]));
      out.append('"');
    }
  }

  private void escape(String text) {
    safe(text)
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.appendCodePoint(c);
              }
            });
  }

  /// Lines stay lines.
  private static String safe(String text) {
    return text.indexOf('\n') < 0
        ? SafeText.escape(text)
        : Arrays.stream(text.split("\n", -1))
            .map(SafeText::escape)
            .collect(Collectors.joining("\n"));
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
