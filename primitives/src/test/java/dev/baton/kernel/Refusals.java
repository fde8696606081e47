package dev.baton.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// What was tried, and the sentence with which it was refused.
final class Refusals {
  private final Map<String, String> sentences = new LinkedHashMap<>();

  /// Tries what must be refused.
  void attempt(String what, ThrowingCallable misuse) {
    Throwable refusal = catchThrowable(misuse);
    assertThat(refusal).as(what).isInstanceOf(RuntimeException.class);
    sentences.put(what, refusal.getMessage());
  }

  Map<String, String> sentences() {
    return sentences;
  }

  /// Expects exactly these attempts and sentences, in turn.
  void are(String... attemptsAndSentences) {
    Map<String, String> expected = new LinkedHashMap<>();
    for (int i = 0; i < attemptsAndSentences.length; i += 2) {
      expected.put(attemptsAndSentences[i], attemptsAndSentences[i + 1]);
    }
    assertThat(sentences).containsExactlyEntriesOf(expected);
  }
}
