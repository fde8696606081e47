package dev.baton.scraper;

import java.util.List;
import okhttp3.HttpUrl;

/// What came back for a URL.
public sealed interface Answer {
  /// The HTTP status; 0 if none came.
  int status();

  /// The page's title; null if there is no title or no page.
  default String title() {
    return null;
  }

  /// Where it leads, each URL once.
  default List<HttpUrl> links() {
    return List.of();
  }

  /// Why there is no page, or only a part of it, in one line; null if all is well.
  default String error() {
    return null;
  }

  /// A page with links, in the order of the page.
  ///
  /// @param complete false if there were more links than are taken
  record Html(int status, String title, List<HttpUrl> links, boolean complete) implements Answer {
    @Override
    public String error() {
      return complete ? null : "only the first " + links.size() + " links were taken";
    }
  }

  /// Something that is no page: a picture, a document.
  ///
  /// @param type such as `image/png`; empty if the server did not say
  record NotHtml(int status, String type) implements Answer {}

  /// A status without a page, such as 404, 204 or 304.
  record StatusOnly(int status) implements Answer {}

  /// The page is elsewhere.
  record Redirect(int status, HttpUrl target) implements Answer {
    @Override
    public List<HttpUrl> links() {
      return List.of(target);
    }
  }

  /// There is no page.
  record Failed(int status, String error) implements Answer {}
}
