package dev.baton.testing;

/// How bytes get from one end of a [Conduit] to the other.
interface Line {
  /// At once and whole.
  Line DIRECT =
      new Line() {
        @Override
        public void carry(byte[] piece, Conduit to) {
          to.arrive(piece);
        }

        @Override
        public void carryEnd(Conduit to) {
          to.arriveEnd();
        }
      };

  /// Lets the bytes arrive sooner or later, or not.
  void carry(byte[] piece, Conduit to);

  /// Lets the end arrive, after all bytes.
  void carryEnd(Conduit to);
}
