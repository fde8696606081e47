package dev.baton.sql;

import dev.baton.Completer;
import dev.baton.Future;
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
  private final Request<Void> end = new Request<>("end", false, _ -> null);

  /// Who waits for the end; null: nobody.
  private Completer<Void> ended;

  /// Those of the queue that the thread has received and not begun.
  private final Queue<Request<?>> taken = new ArrayDeque<>();

  private final String url;
  private final Dialect dialect;
  private final Work<?, ?> prepare;

  DatabaseThread(String url, Dialect dialect, Work<?, ?> prepare) {
    this.url = url;
    this.dialect = dialect;
    this.prepare = prepare;
  }

  // --- on the loop

  /// @param opened is told when the database is open, or why it is not
  void start(Completer<DatabaseThread> opened) {
    Thread.ofPlatform()
        .daemon()
        .name(url)
        .inheritInheritableThreadLocals(false)
        .start(() -> live(opened));
  }

  /// At most [#MOST_WAITING] at a time. A request whose task is cancelled before it begins is
  /// withdrawn.
  void ask(Request<?> request) {
    request.isAsked(() -> withdraw(request));
    queue.add(request);
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
    ended = Completer.open("closing " + url, () -> {});
    return ended.future();
  }

  /// Ends the thread, after what was asked before. Nothing may be asked afterwards.
  void end() {
    queue.add(end);
  }

  // --- on the thread

  private void live(Completer<DatabaseThread> opened) {
    try (Session session = Session.open(url, dialect, prepare)) {
      opened.succeed(this);
      serve(new GroupCommit(session, dialect));
    } catch (Throwable failure) {
      if (!opened.fail(DatabaseException.told("opening " + url, failure, dialect))) {
        tellEnd(DatabaseException.told("closing " + url, failure, dialect));
      }
      return;
    }
    tellEnd(null);
  }

  /// @param failure null: there is none
  private void tellEnd(Throwable failure) {
    if (ended == null) {
      return; // opened for a task that was cancelled
    }
    if (failure == null) {
      ended.succeed(null);
    } else {
      ended.fail(failure);
    }
  }

  private void serve(GroupCommit commits) {
    for (List<Request<?>> group; !(group = nextGroup()).contains(end); ) {
      commits.commit(group);
    }
  }

  /// All that has arrived and may share a transaction, up to the first that may not; in the order
  /// of arrival.
  private List<Request<?>> nextGroup() {
    receive();
    List<Request<?>> group = new ArrayList<>();
    do {
      group.add(taken.poll());
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
