package dev.baton.scraper.url;

/// The part of a URL between `//` and the path, as it is written: `user@host:port`.
///
/// @param hasUserInfo whether there is a user name, a password, or only the `@`
/// @param host not yet canonical
/// @param port with its colon; empty if there is none
record Authority(boolean hasUserInfo, String host, String port) {
  private static final int MAX_PORT = 65_535;
  private static final int DIGITS = 5;

  static Authority of(String text) {
    int at = text.lastIndexOf('@');
    String server = text.substring(at + 1);
    int colon = server.indexOf(':', Math.max(0, server.indexOf(']')));
    boolean isAddress = server.startsWith("[");
    int end = colon < 0 || isAddress && server.indexOf(']') < 0 ? server.length() : colon;
    return new Authority(at >= 0, server.substring(0, end), server.substring(end));
  }

  /// Host and port as all write them; the user is never sent, and so left out.
  ///
  /// @return null if one of them is broken
  String canonical() {
    String canonical = hasValidPort() ? HostParser.parse(host) : null;
    return canonical == null ? null : canonical + (port.equals(":") ? "" : port);
  }

  /// A port that can be connected to, or none.
  boolean hasValidPort() {
    if (port.length() <= 1) {
      return true;
    }
    String digits = port.substring(1).replaceFirst("^0+(?=.)", "");
    return Ascii.areDigits(digits) && digits.length() <= DIGITS && isInRange(digits);
  }

  private static boolean isInRange(String digits) {
    int number = Integer.parseInt(digits);
    return number >= 1 && number <= MAX_PORT;
  }
}
