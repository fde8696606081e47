package dev.baton.trace;

import dev.baton.terminal.SafeText;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.stream.Collectors;

/// Writes XML, and HTML of the same form. Whatever goes in is escaped; only [#raw] is not.
final class Markup {
  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /// @param attributes names and values in turn; values may be anything
  Markup open(String tag, Object... attributes) {
    start(tag, attributes);
    out.append('>');
    open.push(tag);
    return this;
  }

  Markup close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /// An element with nothing in it.
  Markup empty(String tag, Object... attributes) {
    start(tag, attributes);
    out.append("/>");
    return this;
  }

  /// An element with text in it.
  Markup element(String tag, String text, Object... attributes) {
    return open(tag, attributes).text(text).close();
  }

  Markup text(String text) {
    escape(text);
    return this;
  }

  /// What is markup already.
  Markup raw(String markup) {
    out.append(markup);
    return this;
  }

  Markup newLine() {
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
