package dev.baton.net.http;

/// Which bytes may stand where in a request: one table, one flag for each place.
final class Characters {
  /// In methods and field names (RFC 9110, 5.6.2).
  static final int TOKEN = 1;

  /// In targets: visible ASCII without what no client sends unencoded. Browsers do send `|^{}`.
  static final int TARGET = 2;

  /// In field values: no control character but the tab (RFC 9110, 5.5).
  static final int VALUE = 4;

  /// In a host with its port (RFC 3986, 3.2.2), without the comma: it would look like a list.
  static final int HOST = 8;

  private static final byte[] FLAGS = new byte[256];

  static {
    for (int c = '!'; c < 127; c++) {
      boolean alphanumeric = c < 128 && Character.isLetterOrDigit(c);
      set(c, TOKEN, alphanumeric || "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
      set(c, TARGET, "\"#<>\\".indexOf(c) < 0);
      set(c, VALUE, true);
      set(c, HOST, alphanumeric || "-._~%[]:!$&'()*+;=".indexOf(c) >= 0);
    }
    set(' ', VALUE, true);
    set('\t', VALUE, true);
    for (int c = 128; c < 256; c++) {
      set(c, VALUE, true);
    }
  }

  private Characters() {}

  private static void set(int c, int flag, boolean on) {
    if (on) {
      FLAGS[c] |= (byte) flag;
    }
  }

  static boolean is(int place, int c) {
    return c >= 0 && c < 256 && (FLAGS[c] & place) != 0;
  }

  /// The first byte between these that must not stand in this place, or `to`.
  static int firstNot(int place, byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && (FLAGS[bytes[i] & 0xff] & place) != 0) {
      i++;
    }
    return i;
  }

  static boolean all(int place, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!is(place, text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /// The value of a hexadecimal digit, or -1. [Character#digit] would take other scripts' too.
  static int hex(int c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  /// A byte as a message shows it.
  static String show(int c) {
    return c > 32 && c < 127 ? "'" + (char) c + "'" : String.format("0x%02x", c & 0xff);
  }
}
