package dev.baton.scraper;

import java.util.Optional;
import okhttp3.HttpUrl;

/// What became of the page that a crawl begins with, at the end of its redirects.
///
/// A crawl without its start page has nothing to crawl, which its caller should hear of.
final class StartPage {
  private static final String REMEDY = "; check the URL and the server";

  private final Site site;
  private HttpUrl expected;
  private String problem;

  StartPage(Site site) {
    this.site = site;
    this.expected = site.start();
  }

  void note(Page page) {
    if (page.url().equals(expected)) {
      note(page.answer());
    }
  }

  private void note(Answer answer) {
    switch (answer) {
      case Answer.Redirect redirect when site.contains(redirect.target()) ->
          expected = redirect.target();
      case Answer.Redirect redirect ->
          problem =
              "it redirects to another site; to crawl that one, start at " + redirect.target();
      case Answer.Failed failed -> problem = failed.error() + REMEDY;
      case Answer.StatusOnly other ->
          problem = "the server answered with status " + other.status() + REMEDY;
      case Answer.NotHtml _, Answer.Html _ -> {}
    }
  }

  /// A sentence that names the page and what is wrong with it.
  Optional<String> problem() {
    return Optional.ofNullable(problem)
        .map(text -> "start page " + expected + " could not be fetched: " + text);
  }
}
