package dev.baton.api;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// What the kernel logs while some code runs, kept from the console.
final class Logged extends Handler {
  private final List<LogRecord> messages = new ArrayList<>();

  private Logged() {}

  static List<LogRecord> by(Runnable code) {
    Logged logged = new Logged();
    Logger logger = Logger.getLogger("dev.baton");
    logger.addHandler(logged);
    logger.setUseParentHandlers(false);
    try {
      code.run();
    } finally {
      logger.setUseParentHandlers(true);
      logger.removeHandler(logged);
    }
    return logged.messages;
  }

  @Override
  public void publish(LogRecord message) {
    messages.add(message);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
