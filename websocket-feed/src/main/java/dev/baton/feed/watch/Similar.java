package dev.baton.feed.watch;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds what somebody may have meant who has mistyped a name.
final class Similar {
  /// A shorter name may have one letter wrong; a longer one two, as where two have changed places.
  private static final int SHORT = 4;

  /// Of a long name, so many letters may have one that is wrong.
  private static final int LETTERS_FOR_A_MISTAKE = 4;

  private Similar() {}

  /// The one of these that is nearest, if it is near.
  static Optional<String> to(String typed, Collection<String> names) {
    return names.stream()
        .min(Comparator.comparingInt(name -> distance(typed, name)))
        .filter(name -> distance(typed, name) <= mistakes(typed));
  }

  private static int mistakes(String typed) {
    return typed.length() < SHORT ? 1 : Math.max(2, typed.length() / LETTERS_FOR_A_MISTAKE);
  }

  /// How many letters must be changed, added or taken away to make one of the other (Levenshtein).
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
