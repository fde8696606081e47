package dev.baton.feed.watch;

import dev.baton.Suspends;
import dev.baton.feed.protocol.HistoryAnswer;
import dev.baton.feed.protocol.HistoryAnswer.Gone;
import dev.baton.feed.protocol.HistoryAnswer.Page;
import java.util.OptionalLong;

/// Finds the first reading of a time or later, by halves: the times rise as the numbers do. A clock
/// that was set back in between may make it find one near by.
final class TimeSearch {
  /// Asks for the reading with this number.
  @FunctionalInterface
  interface Question {
    @Suspends
    HistoryAnswer ask(long seq);
  }

  private final Question question;
  private final long micros;

  /// The number that is looked for is from this one...
  private long least;

  /// ... up to this one.
  private long most;

  /// As far as it is known.
  private long oldest;

  /// @param first the oldest number that the history has
  /// @param top the newest
  TimeSearch(Question question, long first, long top, long micros) {
    this.question = question;
    this.least = Math.max(1, first);
    this.most = Math.max(least, top + 1);
    this.micros = micros;
    oldest = least;
  }

  /// The number; the one after the newest if all are older. Where the history does not answer, it
  /// is an earlier one: rather too much than too little.
  @Suspends
  long find() {
    while (least < most) {
      long middle = least + (most - least) / 2;
      switch (question.ask(middle)) {
        case Page page -> narrow(middle, time(page));
        case Gone gone -> {
          least = Math.min(most, Math.max(middle + 1, gone.first()));
          oldest = least;
        }
        default -> {
          return least;
        }
      }
    }
    return least;
  }

  /// Whether what was found is the oldest that the history has, and not the first of all: there may
  /// have been more of that time.
  boolean isLate() {
    return least == oldest && oldest > 1;
  }

  private void narrow(long middle, OptionalLong time) {
    if (time.isPresent() && time.getAsLong() < micros) {
      least = middle + 1;
    } else {
      most = middle;
    }
  }

  private static OptionalLong time(Page page) {
    return page.readings().isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(page.readings().getFirst().time());
  }
}
