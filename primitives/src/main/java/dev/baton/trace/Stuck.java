package dev.baton.trace;

import java.util.List;
import java.util.Set;

/// Tasks that can never run again, and the ring in which they wait for each other, as the loop says
/// it.
///
/// @param step the first in which they all wait for good
/// @param tasks the numbers of all of them
/// @param ring each waits for the one after it, the last for the first; empty if there is no ring
public record Stuck(int step, Set<Integer> tasks, List<Integer> ring) {
  /// Takes copies.
  public Stuck {
    tasks = Set.copyOf(tasks);
    ring = List.copyOf(ring);
  }
}
