package dev.baton.bench;

import java.util.Locale;

/// What a program has taken that ran to its end.
///
/// @param seconds from the start of its process to the end
/// @param processorSeconds user and system, of the process and of all that it has started
/// @param peakBytes of memory that were resident at once
public record Cost(double seconds, double processorSeconds, long peakBytes) {
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%.2f s, %.2f s of processor time", seconds, processorSeconds);
  }
}
