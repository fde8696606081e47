package dev.baton.feed.watch;

import dev.baton.Suspends;
import dev.baton.sync.Event;

/// Whether the server is there now. Holes are filled only while it is: what a server that is away
/// does not answer is not lost.
final class ServerPresence {
  private final Event up = new Event("the server is there");
  private int number;
  private int historyPort;

  void wentUp(int historyPort) {
    this.historyPort = historyPort;
    number++;
    up.set();
  }

  void wentDown() {
    up.clear();
  }

  @Suspends
  void awaitUp() {
    while (!up.isSet()) {
      up.await();
    }
  }

  int historyPort() {
    return historyPort;
  }

  int number() {
    return number;
  }

  /// Whether the connection of this number has lasted.
  boolean isStill(int number) {
    return up.isSet() && this.number == number;
  }
}
