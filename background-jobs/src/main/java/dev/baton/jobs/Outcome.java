package dev.baton.jobs;

import java.time.Duration;

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

  /// It failed and always will.
  ///
  /// @param reason for people; cleaned and shortened by [Reason]
  record Dead(String reason) implements Outcome {
    public Dead {
      reason = Reason.of(reason);
    }
  }
}
