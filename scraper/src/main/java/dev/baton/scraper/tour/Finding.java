package dev.baton.scraper.tour;

import java.util.List;

/// What became of one thing in the world.
///
/// @param what it is
/// @param should what should become of it
/// @param text what did
/// @param wrong sentences; none: all is as it should be
public record Finding(String what, Should should, String text, List<String> wrong) {
  public Finding {
    wrong = List.copyOf(wrong);
  }

  /// Whether all is as it should be.
  public boolean isRight() {
    return wrong.isEmpty();
  }
}
