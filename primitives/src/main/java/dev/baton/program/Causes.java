package dev.baton.program;

import dev.baton.ExceptionGroup;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// All that a failure is made of. A library may wrap what it does not know, or add it as
/// suppressed.
final class Causes {
  private Causes() {}

  /// The failure, its causes, those in a group, and what was suppressed; each once.
  static Stream<Throwable> of(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Throwable> open = new ArrayDeque<>(List.of(failure));
    while (!open.isEmpty()) {
      Throwable next = open.pop();
      if (seen.add(next)) {
        inside(next).forEach(open::push);
      }
    }
    return seen.stream();
  }

  private static Stream<Throwable> inside(Throwable failure) {
    Stream<Throwable> grouped =
        failure instanceof ExceptionGroup group ? group.exceptions().stream() : Stream.empty();
    return Stream.of(
            Stream.ofNullable(failure.getCause()), Stream.of(failure.getSuppressed()), grouped)
        .flatMap(part -> part);
  }
}
