package dev.baton.jobs.cli;

import java.util.SortedMap;
import java.util.stream.Collectors;

/// Says that jobs wait of kinds that this program does not know: it leaves them to others, such as
/// a newer program.
final class UnknownKinds {
  /// So many kinds are named.
  private static final int SHOWN = 10;

  private UnknownKinds() {}

  /// @param waiting how many jobs of each kind, at least one
  static String sentence(SortedMap<String, Long> waiting) {
    String kinds =
        waiting.entrySet().stream()
            .limit(SHOWN)
            .map(kind -> "%s (%,d)".formatted(kind.getKey(), kind.getValue()))
            .collect(Collectors.joining(", "));
    return "waiting jobs of kinds that this program does not know: %s%s"
        .formatted(kinds, waiting.size() > SHOWN ? ", ..." : "");
  }
}
