package dev.baton.feed.cli;

/// The exit codes.
final class Exit {
  static final int OK = 0;

  /// `watch --count`: something was lost on the way.
  static final int LOSS = 1;

  static final int USAGE = 2;

  /// `serve`: a port cannot be had. `watch`: the server cannot be reached.
  static final int NO_NETWORK = 3;

  /// Somebody else than a feed answers.
  static final int REFUSED = 4;

  /// The output cannot be written.
  static final int CANNOT_WRITE = 5;

  /// What should not happen.
  static final int INTERNAL = 70;

  /// 128 and the number of SIGINT, as shells report it.
  static final int CTRL_C = 130;

  private Exit() {}
}
