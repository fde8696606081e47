package dev.baton.feed.websocket;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// RFC 6455, case by case: the chapters of the Autobahn suite that hold for both ends.
abstract class ConformanceChapters {
  /// Plays a script against the end that is tested, over a connection of its own.
  abstract void play(Case.Script script) throws Exception;

  @TestFactory
  Stream<DynamicTest> chapter1Framing() {
    return tests(FramingCases.messages());
  }

  @TestFactory
  Stream<DynamicTest> chapter2PingsAndPongs() {
    return tests(ControlCases.pingsAndPongs());
  }

  @TestFactory
  Stream<DynamicTest> chapter3ReservedBits() {
    return tests(FramingCases.reservedBits());
  }

  @TestFactory
  Stream<DynamicTest> chapter4Opcodes() {
    return tests(FramingCases.opcodes());
  }

  @TestFactory
  Stream<DynamicTest> chapter5Fragmentation() {
    return tests(FragmentCases.fragments());
  }

  @TestFactory
  Stream<DynamicTest> chapter6Utf8() {
    return tests(Utf8Cases.texts());
  }

  @TestFactory
  Stream<DynamicTest> chapter7Closing() {
    return tests(CloseCases.closing());
  }

  @TestFactory
  Stream<DynamicTest> chapter9Limits() {
    return tests(FragmentCases.limits());
  }

  @TestFactory
  Stream<DynamicTest> chapter10Headers() {
    return tests(FramingCases.headers());
  }

  private Stream<DynamicTest> tests(List<Case> cases) {
    return Suite.tests(cases, this::play);
  }
}
