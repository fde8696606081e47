package dev.baton.jobs;

import dev.baton.program.Limits;
import dev.baton.terminal.SafeText;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;

/// A job to be enqueued.
///
/// @param kind the name of its [Kind]
/// @param args what to do, as JSON, at most [#MAX_ARGS] characters
/// @param key a job that the store has under this key is not enqueued again
/// @param maxAttempts after how many attempts the job is dead, 1 to [#MAX_ATTEMPTS]
/// @param delay how long it waits first, at most [#MAX_DELAY]
public record NewJob(String kind, String args, String key, int maxAttempts, Duration delay) {
  /// The longest arguments, in characters.
  public static final int MAX_ARGS = 256 * 1024;

  /// How often a job is tried if nothing else is said: with the back-off this lasts half an hour,
  /// more or less.
  public static final int DEFAULT_ATTEMPTS = 12;

  /// The most attempts.
  public static final int MAX_ATTEMPTS = 100;

  /// The longest wait at the beginning.
  public static final Duration MAX_DELAY = Duration.ofDays(365);

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,100}");

  /// @throws IllegalArgumentException if a part is beyond its limits
  public NewJob {
    if (args.length() > MAX_ARGS) {
      throw new IllegalArgumentException(
          "the arguments are too long: %,d characters; at most %,d are kept, put the rest into a file"
              .formatted(args.length(), MAX_ARGS));
    }
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "the key is not usable: \"%s\"; use 1 to 100 letters, digits, - and _"
              .formatted(SafeText.escape(key, 120)));
    }
    Limits.require("the number of attempts", maxAttempts, 1, MAX_ATTEMPTS);
    Limits.require("the delay", delay, Duration.ZERO, MAX_DELAY);
  }

  /// A job for now, with a key of its own.
  public static NewJob of(String kind, String args) {
    return new NewJob(kind, args, newKey(), DEFAULT_ATTEMPTS, Duration.ZERO);
  }

  /// A key that no other job has.
  public static String newKey() {
    return UUID.randomUUID().toString();
  }
}
