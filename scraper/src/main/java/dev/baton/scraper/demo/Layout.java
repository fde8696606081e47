package dev.baton.scraper.demo;

import java.util.List;
import java.util.stream.Collectors;

/// How the pages look in a browser.
final class Layout {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --ink: light-dark(#143c46, #d9ece8);
        --paper: light-dark(#fbfaf6, #12191b); --card: light-dark(#fff, #1a2528);
        --edge: light-dark(#d8d5ca, #2c3b3f); --accent: light-dark(#0f766e, #5eead4) }
      body { margin: 0 auto; max-width: 46rem; padding: 2rem 1rem; background: var(--paper);
        color: var(--ink); font: 1rem/1.55 Georgia, serif }
      h1 { font-size: 1.7rem; line-height: 1.2 } h2 { font-size: 1.15rem; margin-top: 2rem }
      a { color: var(--accent) } ul { padding-left: 1.2rem }
      .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(10rem, 1fr));
        gap: .8rem; padding: 0; list-style: none }
      .cards li { background: var(--card); border: 1px solid var(--edge); border-radius: .5rem;
        padding: .8rem 1rem }
      .price { font-weight: bold } .small { font-size: .85rem; opacity: .8 }
      """;

  private Layout() {}

  static String page(String title, String body) {
    return page(title, "", body);
  }

  /// @param head more elements for the head
  /// @param body what follows the title
  static String page(String title, String head, String body) {
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>%s</title>
    %s<style>%s</style>
    </head>
    <body>
    <h1>%s</h1>
    %s
    </body>
    </html>
    """
        .formatted(escape(title), head, STYLE, escape(title), body);
  }

  static String link(String target, String text) {
    return "<a href=\"" + escape(target) + "\">" + escape(text) + "</a>";
  }

  /// @param items HTML
  static String list(String style, List<String> items) {
    return items.stream()
        .map(item -> "<li>" + item + "</li>")
        .collect(Collectors.joining("\n", "<ul class=\"" + style + "\">\n", "\n</ul>"));
  }

  static String list(String... items) {
    return list("plain", List.of(items));
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
