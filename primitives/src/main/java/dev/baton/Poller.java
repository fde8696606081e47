package dev.baton;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/// The selector of a loop: where it waits, for channels, for the next timer and for the inbox.
///
/// A channel is registered once and keeps its key until it is closed. What changes is what it is
/// watched for: the key carries up to two callbacks, the reader and the writer, and its interest
/// set says which of them count. A write that finds no room, for one:
///
/// ```text
///   watchWrites(channel, writer)   key: interest += WRITE       costs no system call
///   poll                           the channel has room
///     collect                      writer -> ready queue        stays watched
///   the turn runs                  writer, and the task it wakes
///   unwatchWrites(channel)         key: interest -= WRITE       the writer will not run again
/// ```
///
/// **Ready, not done.** A callback runs in each turn in which its channel is ready, until it is
/// removed, as in asyncio. So whoever wants to be told once removes it. A callback that was removed
/// does not run, even if it stands in the ready queue already.
///
/// **Wakers** only complete futures. They run before the ready queue, so that the tasks that they
/// wake read in this turn; otherwise the next look would report the same bytes again.
///
/// **Two habits of the JDK's selector** need care. A channel that was closed lets go of its port
/// only at the next look ([EventLoop#closeChannel]). And a connection that is made but still
/// watched for being made wakes the selector at once and for ever (see `watchConnectedForRoom`).
///
/// A loop with a real clock opens its selector before it takes its first turn: in the middle of a
/// flood of connections there may be no file descriptor left for it. A loop under a virtual clock
/// mostly needs none, and opens it when the first channel is watched.
final class Poller {
  private static final int READ_OPS = SelectionKey.OP_READ | SelectionKey.OP_ACCEPT;
  private static final int WRITE_OPS = SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT;

  /// What a channel's key carries: the callbacks for the two directions.
  private static final class Watch {
    Watcher reader = Watcher.NONE;
    Watcher writer = Watcher.NONE;
  }

  /// A callback that runs as often as its channel is ready, but not once it was removed: also not
  /// if it was in the ready queue by then.
  private static final class Watcher implements Runnable {
    static final Watcher NONE = new Watcher(() -> {}, false);

    private final Runnable action;

    /// It only wakes tasks: it runs before the ready queue does, so that they run in this turn.
    private final boolean wakes;

    private boolean removed;

    /// It waits to be run: two looks in one turn must not run it twice.
    private boolean queued;

    Watcher(Runnable action, boolean wakes) {
      this.action = action;
      this.wakes = wakes;
    }

    @Override
    public void run() {
      queued = false;
      if (!removed) {
        action.run();
      }
    }
  }

  /// Of the channels that the last polls have found ready, those that only wake tasks.
  private final Queue<Runnable> wakers = new ArrayDeque<>();

  /// The connections that the last poll reported as made or refused.
  private final List<SelectionKey> connected = new ArrayList<>();

  /// Written by the loop's thread, read by any thread that wakes it.
  private volatile Selector selector;

  /// A channel was watched before. Most loops never watch one, and so need not look at the
  /// selector's keys in each turn.
  private boolean used;

  void watchReads(SelectableChannel channel, Runnable reader, boolean wakes) {
    SelectionKey key = keyOf(channel);
    Watch watch = (Watch) key.attachment();
    watch.reader.removed = true;
    watch.reader = new Watcher(reader, wakes);
    key.interestOpsOr(readOp(channel));
  }

  void watchWrites(SelectableChannel channel, Runnable writer) {
    SelectionKey key = keyOf(channel);
    Watch watch = (Watch) key.attachment();
    watch.writer.removed = true;
    watch.writer = new Watcher(writer, false);
    key.interestOpsAnd(~WRITE_OPS); // the one that is wanted depends on whether it is connected
    key.interestOpsOr(writeOp(channel));
  }

  boolean unwatchReads(SelectableChannel channel) {
    SelectionKey key = watchedKey(channel, READ_OPS);
    if (key == null) {
      return false;
    }
    ((Watch) key.attachment()).reader.removed = true;
    key.interestOpsAnd(~READ_OPS);
    return true;
  }

  boolean unwatchWrites(SelectableChannel channel) {
    SelectionKey key = watchedKey(channel, WRITE_OPS);
    if (key == null) {
      return false;
    }
    ((Watch) key.attachment()).writer.removed = true;
    key.interestOpsAnd(~WRITE_OPS);
    return true;
  }

  private SelectionKey watchedKey(SelectableChannel channel, int ops) {
    SelectionKey key = selector == null ? null : channel.keyFor(selector);
    boolean watched = key != null && key.isValid() && (key.interestOps() & ops) != 0;
    return watched ? key : null;
  }

  /// True while a channel is watched. Mostly the first key that it looks at says so.
  boolean hasWatches() {
    if (selector == null) {
      return false;
    }
    for (SelectionKey key : selector.keys()) {
      if (isWatched(key)) {
        return true;
      }
    }
    return false;
  }

  long watches() {
    return selector == null ? 0 : selector.keys().stream().filter(Poller::isWatched).count();
  }

  private static boolean isWatched(SelectionKey key) {
    return key.isValid() && key.interestOps() != 0;
  }

  /// True when a look at the channels can be worth its system call.
  boolean hasKeys() {
    return used && selector.isOpen() && !selector.keys().isEmpty();
  }

  /// Waits at most this long ([Long#MAX_VALUE]: without a limit, 0: not at all), then adds the
  /// callbacks of what is ready, but for [wakers][#nextWaker]. The selector counts milliseconds:
  /// waits are rounded up, so that a timer is never early.
  void poll(long nanos, Queue<Runnable> ready) {
    watchConnectedForRoom();
    try {
      if (nanos == 0) {
        selector.selectNow(key -> collect(key, ready));
      } else {
        long millis = nanos == Long.MAX_VALUE ? 0 : toMillisUp(nanos);
        selector.select(key -> collect(key, ready), millis);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the loop's selector failed", e);
    }
  }

  /// The selector wakes up at once and for ever for a finished connection that is still watched for
  /// being made, but reports nothing. What a writer wants to know of it now is whether there is
  /// room.
  private void watchConnectedForRoom() {
    for (SelectionKey key : connected) {
      if (key.isValid()
          && (key.interestOps() & SelectionKey.OP_CONNECT) != 0
          && writeOp(key.channel()) == SelectionKey.OP_WRITE) {
        key.interestOpsAnd(~WRITE_OPS);
        key.interestOpsOr(SelectionKey.OP_WRITE);
      }
    }
    connected.clear();
  }

  private void collect(SelectionKey key, Queue<Runnable> ready) {
    Watch watch = (Watch) key.attachment();
    int ops = readyOps(key);
    if ((ops & READ_OPS) != 0) {
      queue(watch.reader, ready);
    }
    if ((ops & WRITE_OPS) != 0) {
      queue(watch.writer, ready);
      if ((ops & SelectionKey.OP_CONNECT) != 0) {
        connected.add(key);
      }
    }
  }

  private void queue(Watcher watcher, Queue<Runnable> ready) {
    if (!watcher.queued) {
      watcher.queued = true;
      (watcher.wakes ? wakers : ready).add(watcher);
    }
  }

  /// True while [#nextWaker] has one.
  boolean hasWakers() {
    return !wakers.isEmpty();
  }

  /// What wakes tasks for the next channel that was found ready, or null.
  Runnable nextWaker() {
    return wakers.poll();
  }

  private static int readyOps(SelectionKey key) {
    try {
      return key.readyOps() & key.interestOps();
    } catch (CancelledKeyException closedByAnotherThread) {
      return 0;
    }
  }

  /// Called from any thread.
  void wakeUp() {
    Selector opened = selector;
    if (opened != null) {
      opened.wakeup();
    }
  }

  void close() {
    try {
      if (selector != null) {
        selector.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("closing the loop's selector failed", e);
    }
  }

  /// Opens the selector if that was not done yet: before the first poll, and before the loop tells
  /// the inbox that it sleeps.
  Selector open() {
    if (selector == null) {
      try {
        selector = Selector.open();
      } catch (IOException e) {
        throw new UncheckedIOException("the loop cannot open a selector", e);
      }
    }
    return selector;
  }

  private SelectionKey keyOf(SelectableChannel channel) {
    try {
      SelectionKey key = channel.keyFor(open());
      if (key == null) {
        used = true;
        return channel.register(selector, 0, new Watch());
      }
      if (!key.isValid()) { // its channel was closed, and the selector has not let go of it yet
        throw new ClosedChannelException();
      }
      return key;
    } catch (ClosedChannelException e) {
      throw new UncheckedIOException("cannot watch " + channel, e);
    }
  }

  private static int readOp(SelectableChannel channel) {
    return channel instanceof ServerSocketChannel ? SelectionKey.OP_ACCEPT : SelectionKey.OP_READ;
  }

  private static int writeOp(SelectableChannel channel) {
    return channel instanceof SocketChannel socket && socket.isConnectionPending()
        ? SelectionKey.OP_CONNECT
        : SelectionKey.OP_WRITE;
  }

  private static long toMillisUp(long nanos) {
    return nanos > Long.MAX_VALUE - 999_999
        ? TimeUnit.DAYS.toMillis(365)
        : (nanos + 999_999) / 1_000_000;
  }
}
