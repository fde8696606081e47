package dev.baton.feed.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// RFC 6455, case by case, of a server: the chapters that hold for both ends, and the requests of
/// its handshake. Each case has a connection of its own over a real socket.
class ServerConformanceTest extends ConformanceChapters {
  @Override
  void play(Case.Script script) throws Exception {
    EchoServer.run(
        server -> {
          RawPeer peer = server.open();
          try {
            script.play(peer);
          } finally {
            peer.stream().abort();
          }
        });
  }

  @Test
  void thereAreAtLeast250Cases() {
    assertThat(Suite.all().size() + HandshakeCases.all().size()).isGreaterThanOrEqualTo(250);
    assertThat(Suite.all())
        .filteredOn(each -> Suite.NOT_MET.containsKey(each.id()))
        .hasSameSizeAs(Suite.NOT_MET.keySet())
        .allMatch(each -> each.level() == Case.Level.SHOULD);
  }

  @TestFactory
  Stream<DynamicTest> chapter20Handshakes() {
    return HandshakeCases.all().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.toString(), () -> EchoServer.run(server -> each.play(server))));
  }
}
