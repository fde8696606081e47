package dev.baton.net.http;

import java.math.BigInteger;

/// The part of a file that a client asks for (RFC 9110, 14.1.2).
///
/// @param first the first byte
/// @param length how many; 0 if the file has none of what was asked for
record ByteRange(long first, long length) {
  private static final String UNIT = "bytes=";
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  boolean isSatisfiable() {
    return length > 0;
  }

  /// Null if the field is to be ignored: it is malformed, of another unit, or asks for several
  /// parts, which a server may answer with the whole.
  static ByteRange parse(String field, long size) {
    if (!field.regionMatches(true, 0, UNIT, 0, UNIT.length())) {
      return null;
    }
    String range = field.substring(UNIT.length());
    int dash = range.indexOf('-');
    if (dash < 0) {
      return null;
    }
    long first = number(range.substring(0, dash));
    long last = number(range.substring(dash + 1));
    if (dash == 0) {
      return last < 0 ? null : lastBytes(last, size);
    }
    if (dash == range.length() - 1) {
      last = Long.MAX_VALUE;
    }
    if (first < 0 || last < first) {
      return null;
    }
    return new ByteRange(first, Math.max(0, Math.min(last, size - 1) - first + 1));
  }

  private static ByteRange lastBytes(long count, long size) {
    long length = Math.min(count, size);
    return new ByteRange(size - length, length);
  }

  /// -1 if it is none. No file ends behind the largest number: it stands for all that are larger.
  private static long number(String text) {
    return text.matches("[0-9]+") ? new BigInteger(text).min(MOST).longValue() : -1;
  }
}
