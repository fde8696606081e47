package dev.baton.conformance;

/// What a program raises on purpose. Checked, so that it shows whether checked exceptions get
/// through.
final class Boom extends Exception {
  private static final long serialVersionUID = 1L;

  Boom(String text) {
    super(text);
  }
}
