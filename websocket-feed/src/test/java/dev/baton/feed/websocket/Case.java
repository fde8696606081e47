package dev.baton.feed.websocket;

import dev.baton.Suspends;

/// One thing that an end of a connection has to do, tried by a raw peer.
///
/// @param id chapter and number, where there is one as in the Autobahn suite
/// @param level how RFC 6455 says it
record Case(String id, Level level, String name, Script script) {
  enum Level {
    MUST,
    SHOULD
  }

  /// What the peer does and expects. The end under test echoes messages.
  @FunctionalInterface
  interface Script {
    @Suspends
    void play(RawPeer peer) throws Exception;
  }

  static Case must(String id, String name, Script script) {
    return new Case(id, Level.MUST, name, script);
  }

  static Case should(String id, String name, Script script) {
    return new Case(id, Level.SHOULD, name, script);
  }

  @Override
  public String toString() {
    return id + " " + level + " " + name;
  }
}
