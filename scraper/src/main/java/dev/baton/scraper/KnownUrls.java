package dev.baton.scraper;

import java.security.SecureRandom;

/// The ids of all URLs that are known, by a fingerprint of each: 20 bytes a slot, where the text
/// would take a hundred. All else about a URL is in the store.
///
/// A hash table with open addressing. A fingerprint has 128 bits, so that of a million URLs no two
/// share one (the chance is below 10^-26), and begins with a random number that each process draws,
/// so that no site can make URLs that do.
///
/// With an id there is a mark: why the URL was left out, if another link can change that.
final class KnownUrls {
  /// Whether and why a URL was left out.
  enum Mark {
    /// It was not, or for good.
    NONE,

    /// Only links that are not to be followed have led to it.
    NOFOLLOW,

    /// It is too far from a start.
    TOO_DEEP;

    private static final Mark[] ALL = values();
  }

  private static final int FIRST_SLOTS = 1 << 10;

  /// An id has so many bits; the mark is above them.
  private static final int ID_BITS = 24;

  private final Fingerprint fingerprint = new Fingerprint(new SecureRandom().nextLong());

  private long[] high = new long[FIRST_SLOTS];
  private long[] low = new long[FIRST_SLOTS];

  /// With their marks; 0: the slot is free.
  private int[] ids = new int[FIRST_SLOTS];

  private int size;

  /// What is known of this URL: read it with [#id(int)] and [#mark(int)]; 0 if it is not known.
  int get(String url) {
    fingerprint.of(url);
    return ids[slot(fingerprint.high(), fingerprint.low())];
  }

  static int id(int known) {
    return known & (1 << ID_BITS) - 1;
  }

  static Mark mark(int known) {
    return Mark.ALL[known >>> ID_BITS];
  }

  /// Adds a URL, or gives it another mark.
  void put(String url, int id, Mark mark) {
    fingerprint.of(url);
    int slot = slot(fingerprint.high(), fingerprint.low());
    if (ids[slot] == 0) {
      high[slot] = fingerprint.high();
      low[slot] = fingerprint.low();
      size++;
    }
    ids[slot] = id | mark.ordinal() << ID_BITS;
    if (size > ids.length / 4 * 3) {
      grow();
    }
  }

  int size() {
    return size;
  }

  /// Where it is, or would be.
  private int slot(long h, long l) {
    int mask = ids.length - 1;
    int slot = (int) l & mask;
    while (ids[slot] != 0 && (high[slot] != h || low[slot] != l)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldHigh = high;
    long[] oldLow = low;
    int[] oldIds = ids;
    high = new long[oldIds.length * 2];
    low = new long[oldIds.length * 2];
    ids = new int[oldIds.length * 2];
    for (int i = 0; i < oldIds.length; i++) {
      if (oldIds[i] != 0) {
        int slot = slot(oldHigh[i], oldLow[i]);
        high[slot] = oldHigh[i];
        low[slot] = oldLow[i];
        ids[slot] = oldIds[i];
      }
    }
  }
}
