package dev.baton.feed.serve;

import dev.baton.feed.websocket.Frame;

/// A message that is no event.
record WaitingMessage(Frame frame, long since) implements Waiting {
  @Override
  public Frame take() {
    return frame;
  }

  @Override
  public int length() {
    return frame.length();
  }
}
