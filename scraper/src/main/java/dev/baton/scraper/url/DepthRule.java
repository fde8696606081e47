package dev.baton.scraper.url;

import java.util.Optional;

/// Too many folders, or too many links from a start.
final class DepthRule implements TrapRule {
  private static final String NAME = "depth";
  private static final int FOLDERS = 20;

  private final int maxDepth;

  DepthRule(int maxDepth) {
    this.maxDepth = maxDepth;
  }

  @Override
  public Optional<Trap> check(KnownUrl url) {
    if (url.folders().size() > FOLDERS) {
      return Optional.of(new Trap(NAME, "more than %d folders".formatted(FOLDERS)));
    }
    return url.depth() > maxDepth
        ? Optional.of(new Trap(NAME, "more than %d links from a start".formatted(maxDepth)))
        : Optional.empty();
  }
}
