package dev.baton.scraper;

import dev.baton.Suspends;
import dev.baton.sync.Hold;
import dev.baton.sync.Lock;
import dev.baton.sync.Semaphore;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A host: what is to be asked for on it, and when.
///
/// Its queue begins in memory and goes on in the store: what finds no place in the *window* is read
/// from there when the window is empty. So a million URLs that wait take no memory.
final class Host {
  /// Reads what is to be asked for on this host next, from the store.
  @FunctionalInterface
  interface Backlog {
    @Suspends
    List<UrlRecord> read(Host host, long after, int most);
  }

  /// A host has more tasks than connections, so that some ask while others add what they found.
  private static final int TASKS_A_CONNECTION = 2;

  private final int id;
  private final String name;
  private final int connections;
  private final HostPace pace;
  private final Semaphore free;
  private final Lock refilling;

  private final WindowSpace space;
  private final Deque<UrlRecord> window = new ArrayDeque<>();

  /// What has a higher id is not in the window yet, but in the store.
  private long last;

  /// The highest id of all that was added.
  private long highest;

  /// How many are to be asked for, in the window and in the store.
  private int waiting;

  /// What was left out before and came while the store was read, whose answer holds it or not.
  private final List<UrlRecord> late = new ArrayList<>();

  /// How often all was forgotten.
  private int clears;

  private int tasks;

  /// @param connections how many requests there may be at once
  Host(int id, String name, int connections, HostPace pace, WindowSpace space) {
    this.id = id;
    this.name = name;
    this.connections = connections;
    this.pace = pace;
    this.space = space;
    this.free = new Semaphore("connections to " + name, connections);
    this.refilling = new Lock("queue of " + name);
  }

  int id() {
    return id;
  }

  String name() {
    return name;
  }

  HostPace pace() {
    return pace;
  }

  SavedHost saved() {
    return pace.saved(id, name);
  }

  // --- what is to be asked for

  /// Puts a URL into the queue, which comes behind all others. The store must know it.
  void add(UrlRecord url) {
    waiting++;
    boolean fits = last == highest && window.size() < space.room();
    highest = Math.max(highest, url.id());
    if (fits) {
      enter(url);
      last = highest;
    }
  }

  /// Puts a URL into the queue that was left out before. It may have been passed over.
  void addLate(UrlRecord url) {
    if (url.id() <= last) {
      waiting++;
      enter(url);
    } else if (refilling.locked()) {
      waiting++;
      highest = Math.max(highest, url.id());
      late.add(url);
    } else {
      add(url);
    }
  }

  private void enter(UrlRecord url) {
    space.take(1);
    window.addLast(url);
  }

  /// Takes the next one; reads it from the store if it must.
  ///
  /// @return null if there is none
  @Suspends
  UrlRecord take(Backlog backlog) {
    while (window.isEmpty() && last < highest) {
      refill(backlog);
    }
    UrlRecord next = window.pollFirst();
    if (next != null) {
      waiting--;
      space.giveBack(1);
    }
    return next;
  }

  /// While it waits for the store, others may add URLs, which the store's answer holds or not.
  @Suspends
  private void refill(Backlog backlog) {
    try (var _ = refilling.acquire()) {
      if (window.isEmpty() && last < highest) {
        int before = clears;
        long known = highest;
        int room = space.room();
        List<UrlRecord> next = backlog.read(this, last, room);
        if (clears == before) {
          next.forEach(this::enter);
          long read = next.isEmpty() ? last : next.getLast().id();
          last = next.size() < room ? Math.max(known, read) : read;
          enterLate(next);
        }
      }
    }
  }

  /// Those behind `last` are read from the store later.
  private void enterLate(List<UrlRecord> read) {
    Set<Long> ids =
        late.isEmpty() ? Set.of() : read.stream().map(UrlRecord::id).collect(Collectors.toSet());
    late.stream().filter(url -> url.id() <= last && !ids.contains(url.id())).forEach(this::enter);
    late.clear();
  }

  /// Forgets what is to be asked for.
  ///
  /// @return how many URLs that were
  int clear() {
    int forgotten = waiting;
    space.giveBack(window.size());
    window.clear();
    late.clear();
    clears++;
    last = highest;
    waiting = 0;
    return forgotten;
  }

  /// How many URLs wait.
  int waiting() {
    return waiting;
  }

  // --- its tasks

  /// Whether one more task would find something to do.
  boolean wantsTask() {
    int most = connections == 1 ? 1 : connections * TASKS_A_CONNECTION;
    return tasks < most;
  }

  void taskBegins() {
    tasks++;
  }

  void taskEnds() {
    tasks--;
  }

  // --- when it may be asked

  /// The right to send one request: taken when the host may be asked, given back by `close`.
  @Suspends
  Hold connection() {
    return free.acquire();
  }

  /// How many requests are under way or about to be sent.
  int busy() {
    return connections - free.available();
  }

  /// Whether its next request has to wait.
  boolean mustWait(Instant now) {
    return pace.next().isAfter(now);
  }
}
