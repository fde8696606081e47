package dev.baton.scraper.demo;

/// What should become of a URL.
///
/// @param what what it is there for; several URLs may share that
/// @param url the URL; of a family, what all URLs of the family begin with
/// @param family true if it stands for a family, of which at least one URL should end like this
/// @param fate how it should end
/// @param status the last status that it answers; 0 if it must not be asked for, or gives none
public record Expectation(String what, String url, boolean family, Fate fate, int status) {
  /// True if it is about this URL.
  public boolean isAbout(String other) {
    return family ? other.startsWith(url) : other.equals(url);
  }

  /// True if a polite crawler never asks for it.
  public boolean isUntouched() {
    return switch (fate) {
      case FORBIDDEN, NOFOLLOW, OUT_OF_SCOPE, PRIVATE_ADDRESS -> true;
      case FETCHED, NOINDEX, TRAP, TYPE, ENCODING, FAILED -> false;
    };
  }
}
