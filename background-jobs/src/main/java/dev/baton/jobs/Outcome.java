package dev.baton.jobs;

import dev.baton.program.Shortage;
import java.time.Duration;
import java.util.function.Supplier;

/// How an attempt went.
///
/// A handler says what it knows: whether another attempt can help. Whether there is another one is
/// for the [Worker] to say.
public sealed interface Outcome {
  /// The work is done.
  record Done() implements Outcome {}

  /// It failed, and may succeed later.
  ///
  /// @param reason for people; cleaned and shortened by [Reason]
  /// @param atLeast what the far side asked us to wait, or zero
  record Retry(String reason, Duration atLeast) implements Outcome {
    public Retry {
      reason = Reason.of(reason);
    }

    /// No `Retry-After` was given.
    public Retry(String reason) {
      this(reason, Duration.ZERO);
    }
  }

  /// It could not be tried, since this process has too little of something: no attempt is counted,
  /// and the job can be taken again.
  ///
  /// @param reason for people
  record Released(String reason) implements Outcome {}

  /// What a failure means that may get better.
  ///
  /// @param reason for people, if it is not a [Shortage]
  static Outcome failed(Throwable failure, Supplier<String> reason) {
    return Shortage.in(failure)
        .<Outcome>map(shortage -> new Released(shortage.toString()))
        .orElseGet(() -> new Retry(reason.get()));
  }

  /// It failed and always will.
  ///
  /// @param reason for people; cleaned and shortened by [Reason]
  record Dead(String reason) implements Outcome {
    public Dead {
      reason = Reason.of(reason);
    }
  }
}
