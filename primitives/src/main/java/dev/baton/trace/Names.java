package dev.baton.trace;

/// The names of what tasks wait for.
final class Names {
  private Names() {}

  /// `Lock "A" [locked, 1 waiting]` becomes `Lock "A"`.
  static String withoutState(String text) {
    int state = text.lastIndexOf(" [");
    return state < 0 ? text : text.substring(0, state);
  }
}
