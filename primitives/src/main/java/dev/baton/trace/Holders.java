package dev.baton.trace;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Who has which lock, as the events of a trace go by.
final class Holders {
  private final Map<String, Integer> tasks = new HashMap<>();

  void see(TraceEvent event) {
    if (!event.text().startsWith("Lock")) {
      return; // of a semaphore, whoever has a permit is not the one to wait for
    }
    String lock = Texts.withoutState(event.text());
    if (event.kind() == TraceEvent.Kind.ACQUIRE) {
      tasks.put(lock, event.task());
    } else if (event.kind() == TraceEvent.Kind.RELEASE) {
      tasks.remove(lock);
    }
  }

  /// The number of the task that has what is waited for.
  Optional<Integer> of(String target) {
    return Optional.ofNullable(tasks.get(Texts.withoutState(target)));
  }
}
