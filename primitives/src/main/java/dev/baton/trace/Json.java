package dev.baton.trace;

import dev.baton.terminal.SafeText;
import java.util.List;
import java.util.Map;

/// Writes JSON that may stand inside a script element too: nothing in it looks like markup.
final class Json {
  private Json() {}

  /// @param value a string, a number, a boolean, or a list or map of those
  static String of(Object value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(Object value, StringBuilder out) {
    switch (value) {
      case String text -> quote(text, out);
      case Number number -> out.append(number);
      case Boolean truth -> out.append(truth);
      case List<?> list -> {
        String separator = "[";
        for (Object element : list) {
          out.append(separator);
          write(element, out);
          separator = ",";
        }
        out.append(list.isEmpty() ? "[]" : "]");
      }
      case Map<?, ?> map -> {
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.append(separator);
          quote((String) entry.getKey(), out);
          out.append(':');
          write(entry.getValue(), out);
          separator = ",";
        }
        out.append(map.isEmpty() ? "{}" : "}");
      }
      default -> throw new IllegalArgumentException("not a value of JSON: " + value.getClass());
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    String whole = Texts.paired(text);
    for (int i = 0; i < whole.length(); i++) {
      char c = whole.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (isPlain(c)) {
        out.append(c);
      } else {
        out.append("\\u").append(Integer.toHexString(0x10000 | c).substring(1));
      }
    }
    out.append('"');
  }

  /// Nothing that cannot be seen, no half of a character, nothing that ends a script element.
  private static boolean isPlain(char c) {
    return !SafeText.isDangerous(c) && c != '<' && c != '>' && c != '&';
  }
}
