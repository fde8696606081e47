package dev.baton.feed.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// The cases that hold for both ends, by chapters, and those of them that ours do not meet.
final class Suite {
  /// Each SHOULD that is not met, with the reason. Each MUST is met.
  static final Map<String, String> NOT_MET =
      Map.of(
          "2.10.2",
          "RFC 6455, 5.5.3 lets an end answer only the newest of several pings; ours does, so that"
              + " a flood of pings costs nothing");

  /// Runs a script against one of the ends.
  @FunctionalInterface
  interface End {
    void play(Case.Script script) throws Exception;
  }

  private Suite() {}

  static List<Case> all() {
    return Stream.of(
            FramingCases.messages(),
            ControlCases.pingsAndPongs(),
            FramingCases.reservedBits(),
            FramingCases.opcodes(),
            FragmentCases.fragments(),
            Utf8Cases.texts(),
            CloseCases.closing(),
            FragmentCases.limits(),
            FramingCases.headers())
        .flatMap(List::stream)
        .toList();
  }

  /// One test for each case; a SHOULD that is said not to be met must not be.
  static Stream<DynamicTest> tests(List<Case> cases, End end) {
    assertThat(cases).extracting(Case::id).doesNotHaveDuplicates();
    return cases.stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.toString(),
                    () -> {
                      if (NOT_MET.containsKey(each.id())) {
                        assertThat(each.level()).isEqualTo(Case.Level.SHOULD);
                        assertThatThrownBy(() -> end.play(each.script()))
                            .isInstanceOf(AssertionError.class);
                      } else {
                        end.play(each.script());
                      }
                    }));
  }
}
