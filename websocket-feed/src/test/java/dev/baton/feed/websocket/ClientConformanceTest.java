package dev.baton.feed.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// RFC 6455, case by case, of a client: the same chapters as for a server, and the answers to its
/// handshake.
class ClientConformanceTest {
  static Stream<DynamicTest> tests(List<Case> cases) {
    return Suite.tests(cases, script -> EchoClient.run(client -> script.play(client.open())));
  }

  @Test
  void thereAreAtLeast60Cases() {
    assertThat(AnswerCases.all()).hasSizeGreaterThanOrEqualTo(60);
  }

  @Nested
  class Chapter1Framing {
    @TestFactory
    Stream<DynamicTest> messages() {
      return tests(FramingCases.messages());
    }
  }

  @Nested
  class Chapter2PingsAndPongs {
    @TestFactory
    Stream<DynamicTest> pingsAndPongs() {
      return tests(ControlCases.pingsAndPongs());
    }
  }

  @Nested
  class Chapter3ReservedBits {
    @TestFactory
    Stream<DynamicTest> reservedBits() {
      return tests(FramingCases.reservedBits());
    }
  }

  @Nested
  class Chapter4Opcodes {
    @TestFactory
    Stream<DynamicTest> opcodes() {
      return tests(FramingCases.opcodes());
    }
  }

  @Nested
  class Chapter5Fragmentation {
    @TestFactory
    Stream<DynamicTest> fragments() {
      return tests(FragmentCases.fragments());
    }
  }

  @Nested
  class Chapter6Utf8 {
    @TestFactory
    Stream<DynamicTest> texts() {
      return tests(Utf8Cases.texts());
    }
  }

  @Nested
  class Chapter7Closing {
    @TestFactory
    Stream<DynamicTest> closing() {
      return tests(CloseCases.closing());
    }
  }

  @Nested
  class Chapter9Limits {
    @TestFactory
    Stream<DynamicTest> limits() {
      return tests(FragmentCases.limits());
    }
  }

  @Nested
  class Chapter10Headers {
    @TestFactory
    Stream<DynamicTest> headers() {
      return tests(FramingCases.headers());
    }
  }

  @Nested
  class Chapter21Handshakes {
    @TestFactory
    Stream<DynamicTest> answers() {
      return AnswerCases.all().stream()
          .map(each -> DynamicTest.dynamicTest(each.toString(), () -> EchoClient.run(each::play)));
    }
  }
}
