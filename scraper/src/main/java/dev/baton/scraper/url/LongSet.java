package dev.baton.scraper.url;

/// A set of hashes that takes 16 to 32 bytes for each, and holds a limited number.
final class LongSet {
  private static final int SMALLEST = 16;

  private final int limit;
  private long[] table = new long[SMALLEST];
  private boolean hasZero;
  private int size;

  LongSet(int limit) {
    this.limit = limit;
  }

  int size() {
    return size;
  }

  boolean isFull() {
    return size >= limit;
  }

  boolean contains(long hash) {
    return hash == 0 ? hasZero : table[slot(hash)] == hash;
  }

  /// Does nothing if the set is full.
  void add(long hash) {
    if (isFull() || contains(hash)) {
      return;
    }
    size++;
    if (hash == 0) {
      hasZero = true;
      return;
    }
    table[slot(hash)] = hash;
    if (size * 2 > table.length) {
      grow();
    }
  }

  private void grow() {
    long[] old = table;
    table = new long[old.length * 2];
    for (long hash : old) {
      if (hash != 0) {
        table[slot(hash)] = hash;
      }
    }
  }

  /// Where it is, or belongs.
  private int slot(long hash) {
    int slot = (int) hash & table.length - 1;
    while (table[slot] != 0 && table[slot] != hash) {
      slot = slot + 1 & table.length - 1;
    }
    return slot;
  }
}
