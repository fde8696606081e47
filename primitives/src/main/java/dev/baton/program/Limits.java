package dev.baton.program;

import dev.baton.terminal.SafeText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// Checks what was given on a command line, and says in one grammar what is wrong with it: `--port
/// must be 0 to 65535, got 70000`.
public final class Limits {
  /// How much of a text that means nothing is shown.
  private static final int SHOWN = 60;

  private Limits() {}

  /// @param name of the option, such as `--port`
  /// @return the value
  /// @throws IllegalArgumentException if it is out of range: one sentence for whoever typed it
  public static int require(String name, int value, int least, int most) {
    return (int) require(name, (long) value, least, most);
  }

  /// The same for a large number.
  public static long require(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " must be " + least + " to " + most + ", got " + value);
    }
    return value;
  }

  /// The same for a time: `--timeout must be 1ms to 1h, got 2h`.
  public static Duration require(String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "%s must be %s to %s, got %s"
              .formatted(name, TimeSpan.text(least), TimeSpan.text(most), TimeSpan.text(value)));
    }
    return value;
  }

  /// Reads a whole number in the digits 0 to 9; those of other scripts are refused, as in a
  /// [TimeSpan].
  ///
  /// @throws NumberFormatException if it is none
  public static int number(String text) {
    if (!text.matches("[+-]?[0-9]+")) {
      throw new NumberFormatException(text);
    }
    return Integer.parseInt(text);
  }

  /// What is said of a text that is no value at all: `--port must be a whole number of at most 9
  /// digits, got ten`.
  ///
  /// @param type that the value should have
  public static String unreadable(String name, Class<?> type, String text) {
    String got = text.isEmpty() ? "nothing" : SafeText.escape(text, SHOWN);
    boolean tooLong = type == Duration.class && TimeSpan.isTooLong(text);
    String wanted = tooLong ? "at most " + TimeSpan.LONGEST : description(type);
    return name + " must be " + wanted + ", got " + got;
  }

  private static String description(Class<?> type) {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(each -> each.toString().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    if (type == Duration.class) {
      return "a time such as " + TimeSpan.EXAMPLES;
    }
    if (type == Path.class) {
      return "a file name that this system allows";
    }
    return type == boolean.class ? "given without a value" : "a whole number of at most 9 digits";
  }
}
