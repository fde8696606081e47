package dev.baton.feed.serve;

import dev.baton.feed.protocol.Messages;
import dev.baton.feed.protocol.ServerMessage;
import java.nio.charset.StandardCharsets;

/// A message, encoded once and shared by all to whom it is sent.
///
/// @param utf8 the text; nobody changes it
record Frame(byte[] utf8) {
  static Frame of(ServerMessage message) {
    return new Frame(Messages.text(message).getBytes(StandardCharsets.UTF_8));
  }

  int length() {
    return utf8.length;
  }
}
