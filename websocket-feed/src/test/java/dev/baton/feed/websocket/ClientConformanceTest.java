package dev.baton.feed.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// RFC 6455, case by case, of a client: the same chapters as for a server, and the answers to its
/// handshake.
class ClientConformanceTest extends ConformanceChapters {
  @Override
  void play(Case.Script script) throws Exception {
    EchoClient.run(client -> script.play(client.open()));
  }

  @Test
  void thereAreAtLeast60Cases() {
    assertThat(AnswerCases.all()).hasSizeGreaterThanOrEqualTo(60);
  }

  @TestFactory
  Stream<DynamicTest> chapter21Handshakes() {
    return AnswerCases.all().stream()
        .map(each -> DynamicTest.dynamicTest(each.toString(), () -> EchoClient.run(each::play)));
  }
}
