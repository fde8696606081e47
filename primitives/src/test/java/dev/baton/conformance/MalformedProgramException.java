package dev.baton.conformance;

/// A program file is not what it should be. The message is one sentence with the place.
final class MalformedProgramException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedProgramException(String message) {
    super(message);
  }
}
