package dev.baton.scraper.url;

/// A long of a text: FNV-1a, with its bits spread over all of it.
final class Hash {
  private static final long BASIS = 0xCBF29CE484222325L;
  private static final long PRIME = 0x100000001B3L;

  private Hash() {}

  static long of(String... texts) {
    long hash = BASIS;
    for (String text : texts) {
      for (int i = 0; i < text.length(); i++) {
        hash = (hash ^ text.charAt(i)) * PRIME;
      }
      hash = (hash ^ '\n') * PRIME; // no URL holds it
    }
    return spread(hash);
  }

  /// As the last step of MurmurHash3.
  private static long spread(long hash) {
    long once = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
    long twice = (once ^ once >>> 33) * 0xC4CEB9FE1A85EC53L;
    return twice ^ twice >>> 33;
  }
}
