package dev.baton.scraper.demo;

import dev.baton.scraper.UrlState;
import java.util.EnumSet;
import java.util.Set;

/// What should become of a URL.
///
/// @param what what it is there for; several URLs may share that
/// @param url the URL; of a family, what all URLs of the family begin with
/// @param family true if it stands for a family, of which at least one URL should end like this
/// @param state how it should end
/// @param status the last status that it answers; 0 if it must not be asked for, or gives none
/// @param says what a crawl should say of it: a part of why it ended so, or of the page's title;
///   empty if that does not matter
public record Expectation(
    String what, String url, boolean family, UrlState state, int status, String says) {
  private static final Set<UrlState> UNTOUCHED =
      EnumSet.of(
          UrlState.FORBIDDEN, UrlState.NOFOLLOW, UrlState.OUT_OF_SCOPE, UrlState.PRIVATE_ADDRESS);

  Expectation saying(String words) {
    return new Expectation(what, url, family, state, status, words);
  }

  /// True if it is about this URL.
  public boolean isAbout(String other) {
    return family ? other.startsWith(url) : other.equals(url);
  }

  /// True if a polite crawler never asks for it.
  public boolean isUntouched() {
    return UNTOUCHED.contains(state);
  }
}
