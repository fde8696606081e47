package dev.baton.scraper.report;

import dev.baton.html.Markup;
import dev.baton.terminal.SafeText;

/// Shows URLs and other text that comes from the web. [Markup] escapes it; here it gets its bounds.
final class Links {
  private static final int SHOWN = 160;
  private static final int WHOLE = 2_000;

  private Links() {}

  /// A link, if the URL is one that a browser may follow without harm.
  static void write(Markup page, String url) {
    write(page, url, url);
  }

  /// @param shown in place of the URL
  static void write(Markup page, String url, String shown) {
    String text = SafeText.escape(shown, SHOWN);
    String whole = SafeText.escape(url, WHOLE);
    if (!isFollowable(url)) {
      page.element("span", text, "class", "url", "title", whole);
    } else if (text.equals(url)) {
      page.element("a", text, "class", "url", "href", url, "rel", "noreferrer nofollow");
    } else {
      page.element(
          "a", text, "class", "url", "href", url, "title", whole, "rel", "noreferrer nofollow");
    }
  }

  private static boolean isFollowable(String url) {
    boolean isWeb = url.startsWith("http://") || url.startsWith("https://");
    return isWeb && url.length() <= WHOLE && SafeText.escape(url).equals(url);
  }

  /// Text, with the whole of it to be read where it was cut.
  static void text(Markup page, String style, String text) {
    String shown = SafeText.escape(text, SHOWN);
    if (shown.endsWith("…")) {
      page.open("span", "class", style, "title", SafeText.escape(text, WHOLE));
    } else {
      page.open("span", "class", style);
    }
    OptionNames.write(page, shown);
    page.close();
  }
}
