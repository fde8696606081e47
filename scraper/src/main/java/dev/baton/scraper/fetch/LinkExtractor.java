package dev.baton.scraper.fetch;

import dev.baton.scraper.Link;
import dev.baton.scraper.url.PageUrls;
import java.nio.charset.Charset;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/// Finds where a page leads: the targets of its links and frames, of a refresh, and of what it says
/// of its place among other pages (`link rel=next`).
final class LinkExtractor {
  /// The most links that are taken from one page.
  static final int MAX_LINKS = 10_000;

  private final HttpUrl page;
  private final QueryCharset query;
  private final boolean follow;

  /// Whether each may be followed.
  private final Map<HttpUrl, Boolean> found = new LinkedHashMap<>();

  /// @param charset of the page
  /// @param follow false if the page asks to follow none of its links
  LinkExtractor(HttpUrl page, Charset charset, boolean follow) {
    this.page = page;
    this.query = new QueryCharset(charset);
    this.follow = follow;
  }

  /// @param complete false if the page has more
  record Links(List<Link> links, boolean complete) {}

  /// The links in the order of the page, each once, without those to the page itself. A link that
  /// is there twice may be followed if one of the two may.
  ///
  /// @param refresh the header of this name, if there is one
  Links links(PageScan scan, Optional<String> refresh) {
    refresh.flatMap(Refresh::target).ifPresent(target -> add(page, target, true));
    addAll(scan);
    List<Link> links =
        found.entrySet().stream()
            .limit(MAX_LINKS)
            .map(entry -> new Link(entry.getKey(), entry.getValue()))
            .toList();
    return new Links(links, found.size() <= MAX_LINKS);
  }

  private void addAll(PageScan scan) {
    HttpUrl base = scan.base().flatMap(text -> PageUrls.resolve(page, text)).orElse(page);
    Iterator<PageScan.Reference> references = scan.references().iterator();
    while (references.hasNext() && found.size() <= MAX_LINKS) {
      PageScan.Reference reference = references.next();
      add(base, reference.text(), reference.follow());
    }
  }

  private void add(HttpUrl base, String reference, boolean mayFollow) {
    if (reference.length() > PageUrls.MAX_LENGTH) { // it only gets longer
      return;
    }
    PageUrls.resolve(base, query.apply(Text.wellFormed(reference)))
        .filter(url -> !url.equals(page))
        .ifPresent(url -> found.merge(url, follow && mayFollow, Boolean::logicalOr));
  }
}
