package dev.baton.scraper.fetch;

import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;

/// Charsets by the names that pages give them.
final class Charsets {
  /// What browsers read under these names: more than the names say, because pages do.
  private static final Map<String, String> WIDER =
      Map.of(
          "US-ASCII", "windows-1252",
          "ISO-8859-1", "windows-1252",
          "ISO-8859-9", "windows-1254",
          "TIS-620", "x-windows-874",
          "GB2312", "GBK",
          "Shift_JIS", "windows-31j",
          "EUC-KR", "x-windows-949",
          "UTF-16", "UTF-16LE");

  private Charsets() {}

  /// @return empty if the name is not known
  static Optional<Charset> named(String name) {
    if (name.isEmpty()) { // most pages have none in their header, and asking the JDK takes long
      return Optional.empty();
    }
    try {
      String known = Charset.forName(name.strip()).name();
      return Optional.of(Charset.forName(WIDER.getOrDefault(known, known)));
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }
}
