package dev.baton.feed.websocket;

/// Checks that bytes are UTF-8 (RFC 3629), as they come: no code point is encoded longer than it
/// need be, none is a surrogate or beyond U+10FFFF.
final class Utf8 {
  /// How many bytes of a character are still to come.
  private int missing;

  /// What the next of them must be between: the rest is the same for all.
  private int least = 0x80;

  private int most = 0xbf;

  static boolean isValid(byte[] bytes, int from, int to) {
    Utf8 check = new Utf8();
    return check.add(bytes, from, to, 0, 0) && check.isComplete();
  }

  /// Goes on with these bytes.
  ///
  /// @param mask four bytes, of which one is taken from each byte in turn; 0 for none
  /// @param shift how many bytes of the mask were used before
  /// @return false if it can be UTF-8 no more, whatever follows
  boolean add(byte[] bytes, int from, int to, int mask, int shift) {
    for (int i = from; i < to; i++) {
      int b = (bytes[i] ^ mask >>> (3 - (shift + i - from & 3) << 3)) & 0xff;
      if (b >= 0x80 || missing > 0) {
        if (!addByte(b)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean addByte(int b) {
    if (missing == 0) {
      return begin(b);
    }
    if (b < least || b > most) {
      return false;
    }
    missing--;
    least = 0x80;
    most = 0xbf;
    return true;
  }

  private boolean begin(int b) {
    if (b >= 0xc2 && b <= 0xdf) {
      missing = 1;
    } else if (b >= 0xe0 && b <= 0xef) {
      missing = 2;
      least = b == 0xe0 ? 0xa0 : 0x80;
      most = b == 0xed ? 0x9f : 0xbf;
    } else if (b >= 0xf0 && b <= 0xf4) {
      missing = 3;
      least = b == 0xf0 ? 0x90 : 0x80;
      most = b == 0xf4 ? 0x8f : 0xbf;
    }
    return missing > 0;
  }

  /// False in the middle of a character.
  boolean isComplete() {
    return missing == 0;
  }
}
