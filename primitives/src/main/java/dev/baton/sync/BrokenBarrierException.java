package dev.baton.sync;

/// The tasks at a [Barrier] will not all come: it was reset or aborted.
public final class BrokenBarrierException extends RuntimeException {
  BrokenBarrierException(String message) {
    super(message);
  }
}
