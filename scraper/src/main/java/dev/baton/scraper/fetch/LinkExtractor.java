package dev.baton.scraper.fetch;

import dev.baton.scraper.PageUrls;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Finds where a page leads: the targets of its links and frames.
final class LinkExtractor {
  /// The most links that are taken from one page.
  static final int MAX_LINKS = 10_000;

  private LinkExtractor() {}

  /// @param complete false if the page has more
  record Links(List<HttpUrl> urls, boolean complete) {}

  /// The links in the order of the page, each once, without those to the page itself.
  static Links links(Document document, HttpUrl page) {
    HttpUrl base = base(document, page);
    Set<HttpUrl> found = new LinkedHashSet<>();
    for (Element element : document.select("a[href], area[href], frame[src], iframe[src]")) {
      PageUrls.resolve(base, reference(element))
          .filter(url -> !url.equals(page))
          .ifPresent(found::add);
      if (found.size() > MAX_LINKS) {
        return new Links(List.copyOf(found).subList(0, MAX_LINKS), false);
      }
    }
    return new Links(List.copyOf(found), true);
  }

  private static String reference(Element element) {
    return element.attr(element.hasAttr("href") ? "href" : "src");
  }

  private static HttpUrl base(Document document, HttpUrl page) {
    Element base = document.selectFirst("base[href]");
    return base == null ? page : PageUrls.resolve(page, base.attr("href")).orElse(page);
  }
}
