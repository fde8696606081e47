package dev.baton.net.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The header fields of one request: a copy of their bytes, and where each begins and ends. Most
/// are never looked at, so strings are made only when asked for.
final class Fields {
  /// Positions for each field: where its name begins and ends, and its value.
  static final int POSITIONS = 4;

  private final byte[] bytes;
  private final int[] positions;

  Fields(byte[] bytes, int[] positions) {
    this.bytes = bytes;
    this.positions = positions;
  }

  String first(String name) {
    int at = find(name, 0);
    return at < 0 ? null : value(at);
  }

  List<String> all(String name) {
    List<String> values = new ArrayList<>();
    for (int at = find(name, 0); at >= 0; at = find(name, at + POSITIONS)) {
      values.add(value(at));
    }
    return values;
  }

  List<String> names() {
    List<String> names = new ArrayList<>();
    for (int at = 0; at < positions.length; at += POSITIONS) {
      names.add(text(positions[at], positions[at + 1]));
    }
    return names;
  }

  /// True if one of the fields of this name has this word in its list.
  boolean lists(String name, String word) {
    for (int at = find(name, 0); at >= 0; at = find(name, at + POSITIONS)) {
      for (String item : value(at).split(",", -1)) {
        if (item.strip().equalsIgnoreCase(word)) {
          return true;
        }
      }
    }
    return false;
  }

  private int find(String name, int from) {
    for (int at = from; at < positions.length; at += POSITIONS) {
      if (equalsIgnoreCase(bytes, positions[at], positions[at + 1], name)) {
        return at;
      }
    }
    return -1;
  }

  /// @param word in ASCII
  static boolean equalsIgnoreCase(byte[] bytes, int from, int to, String word) {
    if (to - from != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (lower(bytes[from + i]) != lower(word.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static int lower(int c) {
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
  }

  private String value(int at) {
    return text(positions[at + 2], positions[at + 3]);
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
