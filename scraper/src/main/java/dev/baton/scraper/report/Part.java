package dev.baton.scraper.report;

import dev.baton.html.Markup;

/// A part of the page, with a heading.
interface Part {
  /// The target of links within the page.
  String id();

  String title();

  /// Whether there is nothing to say; it is left out then.
  boolean isEmpty();

  void write(Markup page);
}
