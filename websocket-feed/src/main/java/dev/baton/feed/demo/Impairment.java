package dev.baton.feed.demo;

import java.time.Duration;

/// What a [FaultProxy] does to the bytes of one direction.
public sealed interface Impairment {
  /// Passes them on as they come.
  Impairment NONE = new None();

  /// Keeps them, and soon reads no more. When the direction gets another impairment they go on, and
  /// nothing is lost: a link that stands still for a while.
  Impairment HOLD = new Hold();

  /// Takes them and throws them away, without a word to either end: a cable that is pulled.
  Impairment SWALLOW = new Swallow();

  /// See [#NONE].
  record None() implements Impairment {}

  /// See [#HOLD].
  record Hold() implements Impairment {}

  /// See [#SWALLOW].
  record Swallow() implements Impairment {}

  /// Passes on each piece later by this.
  record Delay(Duration by) implements Impairment {}

  /// Passes on a few bytes at a time.
  ///
  /// @param bytes at once
  /// @param pause after each
  record Dribble(int bytes, Duration pause) implements Impairment {}

  /// Resets the connection once so many bytes more have been passed on.
  record CutAfter(long bytes) implements Impairment {}
}
