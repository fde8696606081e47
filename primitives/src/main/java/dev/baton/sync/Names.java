package dev.baton.sync;

/// How primitives call themselves in reports.
final class Names {
  private Names() {}

  /// `Lock "A"`, or `Lock` without a name.
  static String of(Object primitive, String name) {
    String type = primitive.getClass().getSimpleName();
    return name == null ? type : type + " \"" + name + "\"";
  }
}
