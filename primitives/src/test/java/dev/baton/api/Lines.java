package dev.baton.api;

/// Line numbers for tests of messages that name a line.
final class Lines {
  private Lines() {}

  /// The line of the call.
  static int here() {
    return StackWalker.getInstance()
        .walk(frames -> frames.skip(1).findFirst().orElseThrow().getLineNumber());
  }
}
