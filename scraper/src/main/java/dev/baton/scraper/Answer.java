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
  default List<Link> links() {
    return List.of();
  }

  /// The same without what the page asks of crawlers.
  default List<HttpUrl> targets() {
    return links().stream().map(Link::url).toList();
  }

  /// Why there is no page, or only a part of it, in one line; null if all is well.
  default String error() {
    return null;
  }

  /// What the server says of the use of the page (`Content-Usage`); null if nothing.
  default String usage() {
    return null;
  }

  /// A page with links, in the order of the page.
  ///
  /// @param complete false if there were more links than are taken
  /// @param noindex whether it asks not to be written anywhere
  /// @param needsScript whether it seems to be empty without JavaScript
  /// @param usage what it says of its use; null if nothing
  record Html(
      int status,
      String title,
      List<Link> links,
      boolean complete,
      boolean noindex,
      boolean needsScript,
      String usage)
      implements Answer {
    @Override
    public String error() {
      return complete ? null : "only the first " + links.size() + " links were taken";
    }
  }

  /// Something that is no page: a picture, a document.
  ///
  /// @param type such as `image/png`; empty if the server did not say
  /// @param noindex whether it asks not to be written anywhere
  record NotHtml(int status, String type, boolean noindex) implements Answer {}

  /// A status without a page, such as 404, 204 or 304.
  ///
  /// @param retryAfter the header of this name; null if there is none
  record StatusOnly(int status, String retryAfter) implements Answer {
    public StatusOnly(int status) {
      this(status, null);
    }
  }

  /// The page is elsewhere.
  record Redirect(int status, HttpUrl target) implements Answer {
    @Override
    public List<Link> links() {
      return List.of(new Link(target, true));
    }
  }

  /// The bytes of what is no page and is read by the crawler itself: robots.txt, a sitemap.
  ///
  /// @param cut whether there were more than were asked for
  record Bytes(int status, byte[] body, boolean cut) implements Answer {}

  /// There is no page.
  record Failed(int status, Problem problem, String error) implements Answer {}
}
