package dev.baton.scraper.url;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Paths that lead through one folder again and again: `/a/b/a/c`, `/a/c/a/b/a/c`, ... One or two
/// of them are ordinary; many that are the same without their loops are made by a relative link.
final class LoopRule implements TrapRule {
  private static final String NAME = "repeating path";
  private static final int LOOPS = 10;
  private static final int MAX_PATHS = 10_000;

  private final RecentMap<Integer> loops = new RecentMap<>(MAX_PATHS);

  @Override
  public Optional<Trap> check(KnownUrl url) {
    List<String> direct = withoutLoops(url.folders());
    return direct.size() < url.folders().size() && count(key(url, direct)) >= LOOPS
        ? Optional.of(new Trap(NAME, sentence(direct)))
        : Optional.empty();
  }

  @Override
  public void add(KnownUrl url) {
    List<String> direct = withoutLoops(url.folders());
    if (direct.size() < url.folders().size()) {
      long key = key(url, direct);
      loops.put(key, count(key) + 1);
    }
  }

  private int count(long key) {
    return loops.getOrDefault(key, 0);
  }

  /// What is between two folders of one name is a loop. Numbers repeat for other reasons.
  private static List<String> withoutLoops(List<String> folders) {
    List<String> direct = new ArrayList<>(folders.size());
    for (String folder : folders) {
      int before = Ascii.areDigits(folder) ? -1 : direct.indexOf(folder);
      if (before < 0) {
        direct.add(folder);
      } else {
        direct.subList(before + 1, direct.size()).clear();
      }
    }
    return direct;
  }

  private static long key(KnownUrl url, List<String> direct) {
    return Hash.of(url.host(), String.join("/", direct), url.file(), url.query());
  }

  private static String sentence(List<String> direct) {
    return "more than %d paths that are loops of /%s/".formatted(LOOPS, String.join("/", direct));
  }
}
