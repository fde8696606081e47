package dev.baton.scraper;

/// Makes 128 bits of a text that stand for it: two different texts have the same with the chance of
/// two throws of a die with 2^128 sides.
///
/// The mixing is that of MurmurHash3 for 64-bit machines by Austin Appleby, who has put it into the
/// public domain, applied to the text's characters, four at a time. It is no cryptographic hash:
/// who knows the seed can make two texts that collide, so the seed is to be secret.
final class Fingerprint {
  private static final long C1 = 0x87c37b91114253d5L;
  private static final long C2 = 0x4cf5ad432745937fL;

  private final long seed;
  private long high;
  private long low;

  Fingerprint(long seed) {
    this.seed = seed;
  }

  /// The first half of the last text's.
  long high() {
    return high;
  }

  /// The second half.
  long low() {
    return low;
  }

  /// Takes a text; what it gives is read by the two methods above, which costs no object.
  void of(String text) {
    long h1 = seed;
    long h2 = Long.rotateLeft(seed, 32);
    int length = text.length();
    for (int i = 0; i < length; i += 8) {
      h1 = (Long.rotateLeft(h1 ^ mixFirst(four(text, i, length)), 27) + h2) * 5 + 0x52dce729;
      h2 = (Long.rotateLeft(h2 ^ mixSecond(four(text, i + 4, length)), 31) + h1) * 5 + 0x38495ab5;
    }
    h1 ^= length;
    h2 ^= length;
    h1 += h2;
    h2 += h1;
    h1 = avalanche(h1);
    h2 = avalanche(h2);
    high = h1 + h2;
    low = h2 + high;
  }

  /// Four characters; zeros beyond the end.
  private static long four(String text, int from, int length) {
    long block = 0;
    for (int i = from; i < Math.min(from + 4, length); i++) {
      block = block << 16 | text.charAt(i);
    }
    return block;
  }

  private static long mixFirst(long block) {
    return Long.rotateLeft(block * C1, 31) * C2;
  }

  private static long mixSecond(long block) {
    return Long.rotateLeft(block * C2, 33) * C1;
  }

  private static long avalanche(long h) {
    long mixed = (h ^ h >>> 33) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ mixed >>> 33;
  }
}
