package dev.baton.scraper.url;

/// Why a URL is not worth a visit: it is one of endlessly many.
///
/// @param rule one of those in [Traps]
/// @param sentence what the rule saw, without the rule's name
public record Trap(String rule, String sentence) {
  @Override
  public String toString() {
    return rule + ": " + sentence;
  }
}
