package dev.baton;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.regex.Pattern;

/// Where the kernel writes what nobody else takes: the system logger `dev.baton`.
final class Log {
  private static final Logger LOGGER = System.getLogger("dev.baton");

  private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");
  private static final Pattern CONTROL_IN_LINES = Pattern.compile("[\\p{Cc}&&[^\n]]");

  private Log() {}

  static void warn(String message) {
    LOGGER.log(Level.WARNING, visible(message, CONTROL_IN_LINES));
  }

  static void failure(UnhandledFailure failure) {
    LOGGER.log(Level.ERROR, visible(failure.message(), CONTROL_IN_LINES), failure.exception());
  }

  /// For a name in a report of many lines: it must not begin a line of its own.
  static String oneLine(String name) {
    return visible(name, CONTROL);
  }

  /// A name that a program got from outside must not steer the terminal.
  private static String visible(String message, Pattern control) {
    return control
        .matcher(message)
        .replaceAll(c -> "\\\\u%04x".formatted((int) c.group().charAt(0)));
  }
}
