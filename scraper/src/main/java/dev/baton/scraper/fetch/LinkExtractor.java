package dev.baton.scraper.fetch;

import dev.baton.scraper.url.PageUrls;
import java.nio.charset.Charset;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Finds where a page leads: the targets of its links and frames, and of a refresh.
final class LinkExtractor {
  /// The most links that are taken from one page.
  static final int MAX_LINKS = 10_000;

  private final HttpUrl page;
  private final QueryCharset query;
  private final Set<HttpUrl> found = new LinkedHashSet<>();

  /// @param charset of the page
  LinkExtractor(HttpUrl page, Charset charset) {
    this.page = page;
    this.query = new QueryCharset(charset);
  }

  /// @param complete false if the page has more
  record Links(List<HttpUrl> urls, boolean complete) {}

  /// The links in the order of the page, each once, without those to the page itself.
  ///
  /// @param refresh the header of this name, if there is one
  Links links(Document document, Optional<String> refresh) {
    refresh.flatMap(Refresh::target).ifPresent(target -> add(page, target));
    addAll(document);
    List<HttpUrl> all = List.copyOf(found);
    return new Links(all.subList(0, Math.min(all.size(), MAX_LINKS)), all.size() <= MAX_LINKS);
  }

  private void addAll(Document document) {
    HttpUrl base = base(document);
    Iterator<Element> elements = document.stream().iterator();
    while (elements.hasNext() && found.size() <= MAX_LINKS) {
      reference(elements.next()).ifPresent(reference -> add(base, reference));
    }
  }

  private void add(HttpUrl base, String reference) {
    if (reference.length() > PageUrls.MAX_LENGTH) { // it only gets longer
      return;
    }
    PageUrls.resolve(base, query.apply(Text.wellFormed(reference)))
        .filter(url -> !url.equals(page))
        .ifPresent(found::add);
  }

  private static Optional<String> reference(Element element) {
    return switch (element.normalName()) {
      case "a", "area" -> attribute(element, "href");
      case "frame", "iframe" -> attribute(element, "src");
      case "meta" -> refresh(element);
      default -> Optional.empty();
    };
  }

  private static Optional<String> attribute(Element element, String name) {
    return element.hasAttr(name) ? Optional.of(element.attr(name)) : Optional.empty();
  }

  private static Optional<String> refresh(Element meta) {
    boolean isRefresh = meta.attr("http-equiv").equalsIgnoreCase("refresh");
    return isRefresh ? Refresh.target(meta.attr("content")) : Optional.empty();
  }

  private HttpUrl base(Document document) {
    Element base = document.selectFirst("base[href]");
    return base == null ? page : PageUrls.resolve(page, base.attr("href")).orElse(page);
  }
}
