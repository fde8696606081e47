package dev.baton.scraper;

import dev.baton.Async;
import dev.baton.ExceptionGroup;
import dev.baton.ReturnWhen;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.program.CannotWriteException;
import dev.baton.sync.Condition;
import dev.baton.sync.Event;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes durable what the crawl has found out, in groups: the one task that writes.
///
/// ```text
///  workers -- changes, pages, requests --> [ waiting ] --> committer
///                                                          1. append lines to the files
///                                                          2. force the pages to the disk
///                                                          3. one transaction: all changes,
///                                                             and how far the files are written
/// ```
///
/// Whatever happens in between, the files are cut back to what the transaction says. So no page is
/// lost that the store counts as done, and none is written twice: a page whose line was written,
/// but whose transaction was not, is cut off and asked for again.
///
/// Changes are stored in the order in which they happened. A page is stored after the URL that it
/// was found under, so that the store never knows the child without its parent.
///
/// Nobody waits for a commit, except where too much does (back pressure), and where the next URLs
/// are to be read from the store.
final class Committer {
  /// So much waits: a change counts one, and so does a link of a page. When the disk is slower than
  /// the network, the crawl waits.
  private static final int ENOUGH = 20_000;

  private final CrawlStore store;
  private final JobFiles files;

  private List<Change> changes = new ArrayList<>();
  private List<RequestRecord> requests = new ArrayList<>();
  private Set<Host> hosts = new LinkedHashSet<>();

  /// What waits, and what is being written.
  private int weight;

  private final Event work = new Event("something to commit");
  private final Condition committed = new Condition();

  /// How many groups were stored.
  private long rounds;

  private boolean writing;
  private boolean ending;

  Committer(CrawlStore store, JobFiles files) {
    this.store = store;
    this.files = files;
  }

  // --- for those who have something to tell

  void add(Change change) {
    changes.add(change);
    weight += weight(change);
    work.set();
  }

  void log(RequestRecord request) {
    requests.add(request);
    work.set();
  }

  /// The host's state has changed; it is stored once a group, as it is then.
  void touch(Host host) {
    hosts.add(host);
    work.set();
  }

  private static int weight(Change change) {
    return change instanceof Change.Done done && done.page() != null
        ? 1 + done.page().answer().links().size()
        : 1;
  }

  /// Waits while too much waits to be stored: to be called before a page's changes are added, which
  /// then may be many.
  @Suspends
  void awaitRoom() {
    if (weight >= ENOUGH) {
      try (var _ = committed.acquire()) {
        committed.waitFor(() -> weight < ENOUGH);
      }
    }
  }

  /// Waits until everything that was added is stored.
  @Suspends
  void flush() {
    try (var _ = committed.acquire()) {
      long enough = rounds + (writing ? 1 : 0) + (isEmpty() ? 0 : 1);
      committed.waitFor(() -> rounds >= enough);
    }
  }

  private boolean isEmpty() {
    return changes.isEmpty() && requests.isEmpty() && hosts.isEmpty();
  }

  // --- the task

  /// Runs the body and beside it the task that commits. However the body ends, what was added until
  /// then is stored before this returns.
  ///
  /// @throws CannotWriteException if the files cannot be written; the body was cancelled then
  /// @throws StoreException if the store cannot be written; likewise
  @Suspends
  void run(Runnable body) throws CannotWriteException {
    try {
      TaskGroup.run(
          group -> {
            Task<Void> committing = group.spawn("committer", this::commitAll);
            try {
              body.run();
            } finally {
              end();
              Async.wait(List.of(committing), ReturnWhen.ALL_COMPLETED);
            }
          });
    } catch (ExceptionGroup failures) {
      Optional<StoreException> ofStore = failures.onlyOf(StoreException.class);
      if (ofStore.isPresent()) {
        throw ofStore.get();
      }
      throw failures.onlyOf(CannotWriteException.class).orElseThrow(() -> failures);
    }
  }

  private void end() {
    ending = true;
    work.set();
  }

  @Suspends
  private void commitAll() throws CannotWriteException {
    while (!ending || !isEmpty()) {
      work.await();
      if (!isEmpty()) {
        commitGroup();
      } else if (!ending) {
        work.clear();
      }
    }
  }

  @Suspends
  private void commitGroup() throws CannotWriteException {
    List<Change> group = changes;
    List<RequestRecord> sent = requests;
    hosts.forEach(host -> group.add(new Change.HostSaved(host.saved())));
    changes = new ArrayList<>();
    requests = new ArrayList<>();
    hosts = new LinkedHashSet<>();
    writing = true;
    int written = weight;
    write(group, sent);
    try (var _ = committed.acquire()) {
      writing = false;
      rounds++;
      weight -= written;
      committed.signalAll();
    }
  }

  @Suspends
  private void write(List<Change> group, List<RequestRecord> sent) throws CannotWriteException {
    List<Page> written = new ArrayList<>();
    for (Change change : group) {
      if (change instanceof Change.Done done && done.page() != null) {
        written.add(done.page());
      }
    }
    long[] ends = files.append(written, sent);
    store.commit(withEnds(group, ends), files.ends());
  }

  private static List<Change> withEnds(List<Change> group, long[] ends) {
    int next = 0;
    for (int i = 0; i < group.size(); i++) {
      if (group.get(i) instanceof Change.Done done && done.page() != null) {
        group.set(i, done.endingAt(ends[next++]));
      }
    }
    return group;
  }
}
