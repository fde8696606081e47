package dev.baton.sql;

import dev.baton.Completer;
import dev.baton.Future;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// The one thread that uses a connection: opens it, does what is asked, closes it.
///
/// It is a platform thread, because a driver in native code holds whatever thread it is on.
final class DatabaseThread {
  /// The most requests that wait here.
  static final int MOST_WAITING = 1024;

  private final BlockingQueue<Request<?>> queue = new ArrayBlockingQueue<>(MOST_WAITING + 1);

  /// The last request of all; it only says so.
  private final Request<Void> end;

  /// Those of the queue that the thread has received and not begun.
  private final Queue<Request<?>> taken = new ArrayDeque<>();

  /// Those that share the transaction that the thread is doing.
  private final List<Request<?>> group = new ArrayList<>();

  /// What ended the thread before it was told to end; null: nothing has.
  private volatile Throwable breakdown;

  private final String url;
  private final String name;
  private final Dialect dialect;
  private final Work<?, ?> prepare;
  private final Work<?, ?> first;

  DatabaseThread(String url, Dialect dialect, Work<?, ?> prepare, Work<?, ?> first) {
    this.url = url;
    this.name = dialect.name(url);
    this.dialect = dialect;
    this.prepare = prepare;
    this.first = first;
    this.end = new Request<>("closing " + name, false, _ -> null);
  }

  /// For reports.
  String name() {
    return name;
  }

  // --- on the loop

  /// @param opened is told when the database is open, or why it is not
  void start(Completer<DatabaseThread> opened) {
    Thread.ofPlatform()
        .daemon()
        .name(name)
        .inheritInheritableThreadLocals(false)
        .start(() -> live(opened));
  }

  /// At most [#MOST_WAITING] at a time. A request whose task is cancelled before it begins is
  /// withdrawn.
  void ask(Request<?> request) {
    request.isAsked(() -> withdraw(request));
    add(request);
  }

  /// If the thread has broken down, it may have looked into the queue for the last time before this
  /// request was there. Otherwise the thread sees it.
  private void add(Request<?> request) {
    queue.add(request);
    if (breakdown != null) {
      failAll(queue);
    }
  }

  /// It may have left the queue and still wait behind others.
  private void withdraw(Request<?> request) {
    request.withdraw();
    queue.remove(request);
  }

  /// To be called before [#end()].
  ///
  /// @return done when the thread is
  Future<Void> expectEnd() {
    end.isAsked(() -> {});
    return end.outcome();
  }

  /// Ends the thread, after what was asked before. Nothing may be asked afterwards.
  void end() {
    add(end);
  }

  // --- on the thread

  private void live(Completer<DatabaseThread> opened) {
    try {
      use(opened);
      end.acknowledge();
    } catch (Throwable failure) {
      if (!opened.fail(failure)) {
        tellFailure(failure);
      }
    }
  }

  private void use(Completer<DatabaseThread> opened) throws Exception {
    String what = "opening ";
    try (Session session = Session.open(url, dialect, prepare)) {
      opened.succeed(this);
      what = "closing ";
      serve(new GroupCommit(session, dialect, first));
    } catch (SQLException failure) {
      throw DatabaseException.of(what + name, failure, dialect);
    }
  }

  private void tellFailure(Throwable failure) {
    if (group.contains(end)) {
      end.fail(failure);
    } else {
      breakDown(failure);
    }
  }

  /// Nobody else can tell those who wait. What was under way gets the failure itself, since it may
  /// have been done.
  private void breakDown(Throwable failure) {
    breakdown = failure;
    group.forEach(request -> request.fail(failure));
    failAll(taken);
    failAll(queue);
  }

  /// On either thread; each request is told once.
  private void failAll(Queue<Request<?>> waiting) {
    for (Request<?> request; (request = waiting.poll()) != null; ) {
      request.fail(DatabaseException.brokenDown(request.what, breakdown));
    }
  }

  private void serve(GroupCommit commits) {
    while (!nextGroup().contains(end)) {
      commits.commit(group);
    }
  }

  /// All that has arrived and may share a transaction, up to the first that may not; in the order
  /// of arrival.
  private List<Request<?>> nextGroup() {
    group.clear();
    receive();
    do {
      group.add(taken.peek());
      taken.remove();
    } while (group.getFirst().shares && !taken.isEmpty() && taken.peek().shares);
    return group;
  }

  private void receive() {
    do {
      if (taken.isEmpty()) {
        taken.add(take());
      }
      queue.drainTo(taken);
      taken.removeIf(Request::isWithdrawn);
    } while (taken.isEmpty());
  }

  private Request<?> take() {
    while (true) {
      try {
        return queue.take();
      } catch (InterruptedException leftBehindByWork) {
        // nobody else knows this thread, and it has to go on
      }
    }
  }
}
