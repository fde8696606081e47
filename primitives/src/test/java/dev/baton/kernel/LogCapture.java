package dev.baton.kernel;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Takes what the kernel logs, until it is closed; nothing of it reaches the console.
///
/// Only messages with a certain text count. On a busy machine the watchdog may well say something
/// else first, and rightly.
final class LogCapture extends Handler implements AutoCloseable {
  private final Logger logger = Logger.getLogger("dev.baton");
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final String text;
  private final Runnable onMessage;

  /// @param text what the messages that count contain
  /// @param onMessage runs at each of them, on the thread that logs
  LogCapture(String text, Runnable onMessage) {
    this.text = text;
    this.onMessage = onMessage;
    logger.setUseParentHandlers(false);
    logger.addHandler(this);
  }

  /// The messages that count, so far.
  List<String> messages() {
    return messages;
  }

  @Override
  public void publish(LogRecord logged) {
    if (logged.getMessage().contains(text)) {
      messages.add(logged.getMessage());
      onMessage.run();
    }
  }

  @Override
  public void flush() {
    // nothing is kept back
  }

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setUseParentHandlers(true);
  }
}
