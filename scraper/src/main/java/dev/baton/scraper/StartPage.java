package dev.baton.scraper;

import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/// What became of the page that a crawl begins with, at the end of its redirects.
///
/// A crawl without its start page has nothing to crawl, and one whose start page leads nowhere ends
/// at once. Its caller should hear why.
final class StartPage {
  private static final String REMEDY = "; check the URL and the server";

  private final Selection selection;
  private HttpUrl expected;
  private String problem;
  private String deadEnd;

  /// The redirects to it, and itself.
  private int visits;

  StartPage(HttpUrl start, Selection selection) {
    this.selection = selection;
    this.expected = start;
  }

  private boolean isOurs(HttpUrl url) {
    return selection.outOfScope(url).isEmpty();
  }

  void noteLeftOut(String url, Selection.LeftOut left) {
    if (url.equals(expected.toString())) {
      problem = left.state() == UrlState.FORBIDDEN ? forbidden(left) : left.detail();
    }
  }

  private static String forbidden(Selection.LeftOut left) {
    return left.detail().startsWith("line ")
        ? "robots.txt forbids it in " + left.detail()
        : left.detail() + REMEDY;
  }

  /// Another process was done with it; why it went wrong is in the store.
  ///
  /// @param redirect what is said of it if it was answered with a redirect, or null
  void resume(UrlRecord url, String redirect) {
    if (!url.url().equals(expected.toString())) {
      return;
    }
    Optional<HttpUrl> target = Redirects.target(redirect).filter(this::isOurs);
    if (url.state() == UrlState.FETCHED && target.isPresent()) {
      expected = target.get();
    } else if (hasFailed(url)) {
      String what = url.status() == 0 ? url.state().text() : "status " + url.status();
      problem = what + ", before this run; explain says why";
    }
  }

  private static boolean hasFailed(UrlRecord url) {
    return switch (url.state()) {
      case FAILED, ENCODING, PRIVATE_ADDRESS, FORBIDDEN, HOST_GIVEN_UP -> true;
      case FETCHED -> url.status() >= 300;
      default -> false;
    };
  }

  void note(Page page) {
    if (page.url().equals(expected)) {
      visits++;
      note(page.answer());
    }
  }

  private void note(Answer answer) {
    switch (answer) {
      case Answer.Redirect redirect when isOurs(redirect.target()) -> expected = redirect.target();
      case Answer.Redirect redirect when isOnTheSameHost(redirect.target()) ->
          problem =
              "it redirects to %s, which does not belong to the crawl: %s"
                  .formatted(redirect.target(), reason(redirect.target()));
      case Answer.Redirect redirect ->
          problem =
              "it redirects to another site; to crawl that one, start at " + redirect.target();
      case Answer.Failed failed -> problem = failed.error() + REMEDY;
      case Answer.StatusOnly other ->
          problem = "the server answered with status " + other.status() + REMEDY;
      case Answer.NotHtml file -> deadEnd = describe(file);
      case Answer.Bytes _ -> {}
      case Answer.Html html -> deadEnd = describe(html.targets());
    }
  }

  private static String describe(Answer.NotHtml file) {
    return file.type().isEmpty()
        ? "the server does not say what it is, and it does not look like HTML"
        : "it is not HTML but " + file.type();
  }

  private String describe(List<HttpUrl> links) {
    if (links.isEmpty()) {
      return "it has no links to other pages";
    }
    if (links.stream().anyMatch(this::isOurs)) {
      return "it has links only to pages that lead to it";
    }
    Optional<HttpUrl> near = links.stream().filter(this::isOnTheSameHost).findFirst();
    if (near.isPresent()) {
      return notOurs(links.size(), near.get());
    }
    return links.size() == 1
        ? "its only link leads to another site; to crawl that one, start at " + links.getFirst()
        : "all its %d links lead to other sites; to crawl one of them, start there, such as at %s"
            .formatted(links.size(), links.getFirst());
  }

  /// Such a link does not lead to another site: some rule of the user's leaves it out.
  private boolean isOnTheSameHost(HttpUrl url) {
    return url.host().equals(expected.host()) && url.port() == expected.port();
  }

  private String notOurs(int links, HttpUrl example) {
    return "%s belongs to the crawl (%s%s: %s)"
        .formatted(
            links == 1 ? "its only link is none that" : "none of its %,d links".formatted(links),
            links == 1 ? "" : "such as ",
            example,
            reason(example));
  }

  private String reason(HttpUrl notOurs) {
    return selection.outOfScope(notOurs).map(Selection.LeftOut::detail).orElseThrow();
  }

  /// A sentence that names the page and what is wrong with it.
  Optional<String> problem() {
    return Optional.ofNullable(problem)
        .map(text -> "start page " + expected + " could not be fetched: " + text);
  }

  /// A sentence that says why the start page is all that was found.
  ///
  /// @param visited how many pages were
  Optional<String> deadEnd(int visited) {
    return Optional.ofNullable(deadEnd)
        .filter(_ -> visited == visits)
        .map(text -> "the crawl ended with start page " + expected + ": " + text);
  }
}
