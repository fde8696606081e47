package dev.baton;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.regex.Pattern;

/// Where the kernel writes what nobody else takes: the system logger `dev.baton`.
final class Log {
  private static final Logger LOGGER = System.getLogger("dev.baton");

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\n]]");

  private Log() {}

  static void warn(String message) {
    LOGGER.log(Level.WARNING, visible(message));
  }

  static void failure(UnhandledFailure failure) {
    LOGGER.log(Level.ERROR, visible(failure.message()), failure.exception());
  }

  /// A name that a program got from outside must not steer the terminal.
  private static String visible(String message) {
    return CONTROL
        .matcher(message)
        .replaceAll(c -> "\\\\u%04x".formatted((int) c.group().charAt(0)));
  }
}
