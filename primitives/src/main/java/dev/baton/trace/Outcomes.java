package dev.baton.trace;

import dev.baton.html.Markup;

/// The signs behind a lane: how its task has ended.
final class Outcomes {
  private Outcomes() {}

  /// Around the origin, within 6 pixels.
  ///
  /// @param kind `done`, `cancelled` or `failed`
  static void draw(Markup svg, String kind) {
    switch (kind) {
      case "done" -> svg.empty("path", "d", "M-4 0 L-1 4 L5 -5");
      case "cancelled" -> svg.empty("path", "d", "M-4 -4 L4 4 M4 -4 L-4 4");
      default ->
          svg.empty("rect", "x", -5, "y", -6, "width", 11, "height", 12, "rx", 2)
              .empty("path", "d", "M0.5 -3.5 L0.5 1 M0.5 3 L0.5 3.6");
    }
  }
}
