package dev.baton.scraper.robots;

import java.util.ArrayList;
import java.util.List;

/// A path pattern of robots.txt: `*` stands for any characters, `$` at its end for the end of the
/// URL (RFC 9309, section 2.2.3).
///
/// A match looks for each piece between two `*` once, from left to right. That is enough, since a
/// later place leaves less for the pieces after it; so no pattern can make a match slow.
///
/// @param pieces what stands between the `*`
/// @param loose the same pieces, with encoded slashes in the query as slashes, see [UrlPath]
/// @param anchored whether it ends with `$`
/// @param octets how specific the pattern is
record PathPattern(List<String> pieces, List<String> loose, boolean anchored, int octets) {

  /// Reads a pattern as it stands in the file. An encoded `*` or `$` in it is an ordinary
  /// character.
  static PathPattern of(String raw) {
    boolean anchored = raw.endsWith("$");
    List<String> pieces = pieces(anchored ? raw.substring(0, raw.length() - 1) : raw);
    int octets = pieces.stream().mapToInt(String::length).sum() + pieces.size() - 1;
    return new PathPattern(pieces, loose(pieces), anchored, anchored ? octets + 1 : octets);
  }

  private static List<String> pieces(String raw) {
    List<String> pieces = new ArrayList<>(1);
    int start = 0;
    for (int star; (star = raw.indexOf('*', start)) >= 0; start = star + 1) {
      pieces.add(UrlPath.normal(raw.substring(start, star)));
    }
    pieces.add(UrlPath.normal(raw.substring(start)));
    return pieces;
  }

  private static List<String> loose(List<String> pieces) {
    if (pieces.stream().noneMatch(piece -> piece.indexOf('?') >= 0)) {
      return List.of();
    }
    List<String> loose = new ArrayList<>(pieces.size());
    boolean inQuery = false;
    for (String piece : pieces) {
      loose.add(inQuery ? piece.replace("%2F", "/") : UrlPath.loose(piece));
      inQuery |= piece.indexOf('?') >= 0;
    }
    return loose;
  }

  boolean matches(UrlPath path) {
    return matches(pieces, path.text()) || !loose.isEmpty() && matches(loose, path.loose());
  }

  private boolean matches(List<String> pieces, String text) {
    String first = pieces.getFirst();
    if (!text.startsWith(first)) {
      return false;
    }
    if (pieces.size() == 1) {
      return !anchored || text.length() == first.length();
    }
    int end = endOfMiddlePieces(pieces, text, first.length());
    return end >= 0 && lastMatches(pieces.getLast(), text, end);
  }

  /// Where the pieces but the first and the last end in the text, or -1 if one is missing.
  private static int endOfMiddlePieces(List<String> pieces, String text, int from) {
    int end = from;
    for (int i = 1; i < pieces.size() - 1; i++) {
      int found = TextSearch.indexOf(text, pieces.get(i), end);
      if (found < 0) {
        return -1;
      }
      end = found + pieces.get(i).length();
    }
    return end;
  }

  private boolean lastMatches(String last, String text, int from) {
    if (anchored) {
      return text.length() - last.length() >= from && text.endsWith(last);
    }
    return TextSearch.indexOf(text, last, from) >= 0;
  }
}
