package dev.baton.scraper.fetch;

import dev.baton.scraper.Answer;
import dev.baton.scraper.Problem;
import java.io.IOException;
import java.util.Optional;

/// An answer that came and cannot be used. Its message is for people.
class BadAnswerException extends IOException {
  private final int status;
  private final Problem problem;
  private Answer head;

  BadAnswerException(String message) {
    this(0, Problem.BAD_ANSWER, message, null);
  }

  BadAnswerException(String message, Throwable cause) {
    this(0, Problem.BAD_ANSWER, message, cause);
  }

  /// @param status of the answer
  BadAnswerException(int status, String message) {
    this(status, Problem.BAD_ANSWER, message, null);
  }

  BadAnswerException(Problem problem, String message, Throwable cause) {
    this(0, problem, message, cause);
  }

  private BadAnswerException(int status, Problem problem, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
    this.problem = problem;
  }

  /// It was packed in a way that cannot be undone.
  static BadAnswerException encoding(String message) {
    return encoding(message, null);
  }

  static BadAnswerException encoding(String message, Throwable cause) {
    return new BadAnswerException(Problem.ENCODING, message, cause);
  }

  /// The status of the answer, where nobody else knows it; 0 elsewhere.
  int status() {
    return status;
  }

  Problem problem() {
    return problem;
  }

  /// The same, of an answer whose head says all that counts.
  BadAnswerException with(Answer all) {
    head = all;
    return this;
  }

  /// What to take instead; empty if nothing came that can be used.
  Optional<Answer> head() {
    return Optional.ofNullable(head);
  }
}
