package dev.baton.sync;

/// The tasks at a [Barrier] will not all come: it was reset or aborted.
public final class BrokenBarrierException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenBarrierException(String message) {
    super(message);
  }
}
