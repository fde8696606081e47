package dev.baton.scraper.robots;

/// Finds a text in another in a time that grows with the sum of their lengths.
///
/// [String#indexOf] takes their product where it is made to: five hundred patterns `/*aaa…b`, and
/// links `/aaa…`, would hold up the loop for a tenth of a second at each link.
final class TextSearch {
  /// Up to this length the product is small, and `indexOf` much the faster.
  private static final int SHORT = 16;

  private TextSearch() {}

  /// Like [String#indexOf(String, int)].
  static int indexOf(String text, String sought, int from) {
    if (sought.length() <= SHORT || sought.length() > text.length() - from) {
      return text.indexOf(sought, from);
    }
    return knuthMorrisPratt(text, sought, from);
  }

  private static int knuthMorrisPratt(String text, String sought, int from) {
    int[] borders = borders(sought);
    int matched = 0;
    for (int i = from; i < text.length(); i++) {
      matched = longer(sought, borders, matched, text.charAt(i));
      if (matched == sought.length()) {
        return i + 1 - matched;
      }
    }
    return -1;
  }

  /// For each length of a beginning of the text, how long the longest shorter beginning is that it
  /// ends with.
  private static int[] borders(String sought) {
    int[] borders = new int[sought.length() + 1];
    int matched = 0;
    for (int i = 1; i < sought.length(); i++) {
      matched = longer(sought, borders, matched, sought.charAt(i));
      borders[i + 1] = matched;
    }
    return borders;
  }

  /// How much of the sought text is matched when this character follows what was.
  private static int longer(String sought, int[] borders, int before, char next) {
    int matched = before;
    while (matched > 0 && sought.charAt(matched) != next) {
      matched = borders[matched];
    }
    return sought.charAt(matched) == next ? matched + 1 : matched;
  }
}
