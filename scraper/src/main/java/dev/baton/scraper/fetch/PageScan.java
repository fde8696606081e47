package dev.baton.scraper.fetch;

import dev.baton.scraper.robots.Directives;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Takes from a page, in one pass, what its elements say of other pages and to crawlers.
final class PageScan {
  /// To another page, as it is written.
  ///
  /// @param follow false if it asks not to be followed
  record Reference(String text, boolean follow) {}

  private final List<Reference> references = new ArrayList<>();
  private final Instant now;
  private Directives directives = Directives.NONE;

  /// Null if there is none.
  private String base;

  private PageScan(Instant now) {
    this.now = now;
  }

  static PageScan of(Document document, Instant now) {
    PageScan scan = new PageScan(now);
    for (Iterator<Element> all = document.stream().iterator(); all.hasNext(); ) {
      scan.look(all.next());
    }
    return scan;
  }

  /// In the order of the page.
  List<Reference> references() {
    return references;
  }

  /// What references are relative to, as it is written; empty if that is the page.
  Optional<String> base() {
    return Optional.ofNullable(base);
  }

  /// What it asks of crawlers.
  Directives directives() {
    return directives;
  }

  private void look(Element element) {
    switch (element.normalName()) {
      case "a", "area" -> refer(element, "href");
      case "frame", "iframe" -> refer(element, "src");
      case "link" -> lookAtLink(element);
      case "meta" -> lookAtMeta(element);
      case "base" -> lookAtBase(element);
      default -> {}
    }
  }

  private void refer(Element element, String attribute) {
    if (element.hasAttr(attribute)) {
      boolean follow = !Rel.of(element).contains("nofollow");
      references.add(new Reference(element.attr(attribute), follow));
    }
  }

  private void lookAtLink(Element link) {
    if (Rel.isPage(link)) {
      refer(link, "href");
    }
  }

  private void lookAtMeta(Element meta) {
    if (meta.attr("http-equiv").equalsIgnoreCase("refresh")) {
      Refresh.target(meta.attr("content"))
          .ifPresent(target -> references.add(new Reference(target, true)));
    }
    String name = meta.attr("name");
    if (!name.isEmpty()) {
      directives =
          directives.merge(Directives.meta(name, meta.attr("content"), FetchSettings.NAME, now));
    }
  }

  private void lookAtBase(Element element) {
    if (base == null && element.hasAttr("href")) {
      base = element.attr("href");
    }
  }
}
