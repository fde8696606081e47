package dev.baton.scraper.url;

import java.util.Optional;

/// Too many folders.
final class DepthRule implements TrapRule {
  private static final String NAME = "depth";
  private static final int FOLDERS = 20;

  @Override
  public Optional<Trap> check(KnownUrl url) {
    return url.folders().size() > FOLDERS
        ? Optional.of(new Trap(NAME, "more than %d folders".formatted(FOLDERS)))
        : Optional.empty();
  }
}
