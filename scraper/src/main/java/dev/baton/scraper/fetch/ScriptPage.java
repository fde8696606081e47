package dev.baton.scraper.fetch;

import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/// Recognizes pages that a browser would fill by running their scripts. It is a guess, for a page
/// without links: it has scripts, and hardly any text beside them.
final class ScriptPage implements NodeFilter {
  /// More text than this is a page, in characters.
  private static final int LITTLE = 200;

  /// What a browser does not show that runs scripts. A script itself has no text, but data.
  private static final Set<String> HIDDEN = Set.of("noscript", "template");

  private boolean scripts;
  private int text;

  private ScriptPage() {}

  static boolean needsScript(Document page) {
    ScriptPage seen = new ScriptPage();
    page.filter(seen);
    return seen.scripts && seen.text <= LITTLE;
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (node instanceof TextNode words && !node.parentNameIs("title")) {
      text += words.text().strip().length();
    }
    scripts |= node.nameIs("script");
    if (HIDDEN.contains(node.normalName())) {
      return FilterResult.SKIP_ENTIRELY;
    }
    return text > LITTLE ? FilterResult.STOP : FilterResult.CONTINUE;
  }
}
