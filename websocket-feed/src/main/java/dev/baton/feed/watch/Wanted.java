package dev.baton.feed.watch;

import dev.baton.feed.protocol.Mode;
import dev.baton.feed.protocol.Position;
import java.util.List;

/// What a watcher is to see.
///
/// @param selection which channels
/// @param mode how much of each
/// @param start where to begin in a channel that has no position
/// @param positions where to go on
public record Wanted(Selection selection, Mode mode, Start start, List<Position> positions) {
  /// Everything that is published from now on.
  public static final Wanted ALL =
      new Wanted(Selection.ALL, Mode.STREAM, new Start.Now(), List.of());
}
