package dev.baton;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/// Where the kernel writes what nobody else takes: the system logger `dev.baton`.
final class Log {
  private static final Logger LOGGER = System.getLogger("dev.baton");

  private Log() {}

  static void warn(String message) {
    LOGGER.log(Level.WARNING, message);
  }

  static void failure(UnhandledFailure failure) {
    LOGGER.log(Level.ERROR, failure.message(), failure.exception());
  }
}
