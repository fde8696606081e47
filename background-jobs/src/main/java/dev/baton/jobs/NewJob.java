package dev.baton.jobs;

import dev.baton.terminal.SafeText;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;

/// A job to be enqueued.
///
/// @param kind the name of its [Kind]
/// @param args what to do, as JSON, at most [#MAX_ARGS] characters
/// @param key a job with a key that the store has seen is not enqueued again
/// @param maxAttempts after how many attempts the job is dead, 1 to 100
/// @param delay how long it waits first, at most a year
public record NewJob(String kind, String args, String key, int maxAttempts, Duration delay) {
  /// The longest arguments, in characters.
  public static final int MAX_ARGS = 256 * 1024;

  /// How often a job is tried if nothing else is said: with the back-off this lasts half an hour,
  /// more or less.
  public static final int DEFAULT_ATTEMPTS = 12;

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,100}");
  private static final Duration MAX_DELAY = Duration.ofDays(365);

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
    if (maxAttempts < 1 || maxAttempts > 100) {
      throw new IllegalArgumentException(
          "the number of attempts is out of range: %d; use 1 to 100".formatted(maxAttempts));
    }
    if (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0) {
      throw new IllegalArgumentException(
          "the delay is out of range: %s; use 0 seconds to 365 days".formatted(delay));
    }
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
