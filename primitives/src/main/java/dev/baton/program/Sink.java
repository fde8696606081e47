package dev.baton.program;

import dev.baton.terminal.Terminal;
import java.io.OutputStream;
import java.util.Optional;

/// A stream that lines are written to, and what is known of it.
///
/// @param name for messages: `stdout`, the name of a file
/// @param stream gets whole lines only; should write them at once and report failures, which
///   [System#out] does not
/// @param terminal empty if it is none
public record Sink(String name, OutputStream stream, Optional<Terminal> terminal) {
  /// One that is no terminal.
  public Sink(String name, OutputStream stream) {
    this(name, stream, Optional.empty());
  }
}
