package dev.baton.scraper.url;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Paths and queries that repeat themselves: a link that is relative by mistake, a search that
/// quotes its own address.
final class RepetitionRule implements TrapRule {
  private static final String NAME = "repeating path";
  private static final int TIMES = 3;

  /// An escape of an escape of an escape.
  private static final String NESTED = "%" + "25".repeat(TIMES - 1);

  @Override
  public Optional<Trap> check(KnownUrl url) {
    return repeatedFolders(url.folders())
        .or(() -> repeatedParameter(url.parameters()))
        .or(() -> nestedEscape(url.query()))
        .map(sentence -> new Trap(NAME, sentence));
  }

  private static Optional<String> repeatedFolders(List<String> folders) {
    for (int size = 1; size * TIMES <= folders.size(); size++) {
      for (int from = 0; from + size * TIMES <= folders.size(); from++) {
        if (isRepeated(folders, from, size)) {
          String text = String.join("/", folders.subList(from, from + size));
          return Optional.of("\"%s/\" comes %d times in a row".formatted(text, TIMES));
        }
      }
    }
    return Optional.empty();
  }

  /// Numbers repeat in dates and in the numbers of chapters.
  private static boolean isRepeated(List<String> folders, int from, int size) {
    List<String> all = folders.subList(from, from + size * TIMES);
    for (int i = size; i < all.size(); i++) {
      if (!all.get(i).equals(all.get(i - size))) {
        return false;
      }
    }
    return !all.stream().allMatch(Ascii::areDigits);
  }

  private static Optional<String> repeatedParameter(List<String> parameters) {
    if (parameters.size() < TIMES) {
      return Optional.empty();
    }
    return parameters.stream()
        .filter(parameter -> Collections.frequency(parameters, parameter) >= TIMES)
        .findFirst()
        .map(parameter -> "\"%s\" comes %d times in the query".formatted(parameter, TIMES));
  }

  private static Optional<String> nestedEscape(String query) {
    return query.contains(NESTED)
        ? Optional.of("the query holds a URL escaped %d times".formatted(TIMES))
        : Optional.empty();
  }
}
