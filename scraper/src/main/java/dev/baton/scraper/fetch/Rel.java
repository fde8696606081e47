package dev.baton.scraper.fetch;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;

/// How a page and the target of a link are related: the attribute `rel`.
///
/// Of what it says on following a link, `nofollow` counts. `ugc` and `sponsored` only say who has
/// written a link, for those who rank pages; they ask nobody to stay away.
final class Rel {
  /// Those of HTML that lead to pages of the same site, and those that HTML 4 had.
  private static final Set<String> PAGES =
      Set.of(
          "next",
          "prev",
          "previous",
          "canonical",
          "alternate",
          "first",
          "last",
          "up",
          "contents",
          "index",
          "search",
          "help");

  private Rel() {}

  /// The words that it consists of, in lower case.
  static Set<String> of(Element link) {
    String rel = link.attr("rel");
    return rel.isEmpty()
        ? Set.of()
        : new HashSet<>(List.of(rel.toLowerCase(Locale.ROOT).strip().split("\\s+")));
  }

  /// Whether a `link` leads to another page, or to another form of this one that is a page too: no
  /// style sheet, and no feed.
  static boolean isPage(Element link) {
    Set<String> rel = of(link);
    ContentType type = ContentType.of(link.attr("type"));
    return rel.stream().anyMatch(PAGES::contains)
        && !rel.contains("stylesheet")
        && (type.name().isEmpty() || type.isHtml());
  }
}
