package dev.baton.trace;

import dev.baton.Label;
import dev.baton.terminal.SafeText;
import java.util.List;

/// Text that comes from a program, made fit to be shown: of bounded length, on one line, and with
/// nothing in it that cannot be seen.
final class Texts {
  private static final int MOST = 300;
  private static final char UNKNOWN = '\uFFFD';

  private Texts() {}

  /// The text of anything; what goes wrong while it is made is not the listener's failure.
  static String of(Object thing) {
    try {
      return visible(String.valueOf(thing));
    } catch (RuntimeException | StackOverflowError broken) {
      return visible(thing.getClass().getName());
    }
  }

  /// The label of whatever a task waits for; its own class may fail to say it.
  static Label label(Object thing) {
    try {
      Label label = Label.of(thing);
      String name = label.name() == null ? null : visible(label.name());
      String kind = label.title().isEmpty() ? thing.getClass().getName() : label.kind();
      return new Label(label.sort(), visible(kind), name, visible(label.state()));
    } catch (RuntimeException | StackOverflowError broken) {
      return new Label(Label.Sort.OUTSIDE, visible(thing.getClass().getName()), null, "");
    }
  }

  /// Of a text of many lines the first and the last: what it is, and what it comes to.
  static String ends(String text) {
    List<String> lines = text.strip().lines().toList();
    if (lines.size() < 2) {
      return visible(text.strip());
    }
    String last = lines.getLast().strip().replaceAll(" +", " ");
    return visible(lines.getFirst() + ": " + last);
  }

  /// What cannot be seen is escaped, and what is too long is cut.
  static String visible(String text) {
    return SafeText.escape(text, MOST);
  }

  /// The text with a replacement for each half of a character that stands alone: some who read JSON
  /// stop at those.
  static String paired(String text) {
    return text.codePoints()
        .map(c -> Character.getType(c) == Character.SURROGATE ? UNKNOWN : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /// At most so many characters, the last of them "…" where it was longer.
  static String shortened(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Math.max(0, most - 1);
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + "…";
  }

  /// `org/example/Bank.java:31` becomes `Bank.java:31`.
  static String withoutFolder(String line) {
    return line.substring(line.lastIndexOf('/') + 1);
  }

  /// `1 task`, `2 tasks`.
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
