package dev.baton;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/// The selector of a loop: where it waits, for channels, for the next timer and for the inbox.
///
/// The selector is opened when it is first needed: a loop under a virtual clock never needs one.
final class Poller {
  /// What a channel's key carries: the callbacks for the two directions.
  private static final class Watch {
    Runnable reader;
    Runnable writer;
  }

  /// Written by the loop's thread, read by any thread that wakes it.
  private volatile Selector selector;

  void watchReads(SelectableChannel channel, Runnable reader) {
    SelectionKey key = keyOf(channel);
    ((Watch) key.attachment()).reader = reader;
    key.interestOpsOr(readOp(channel));
  }

  void watchWrites(SelectableChannel channel, Runnable writer) {
    SelectionKey key = keyOf(channel);
    ((Watch) key.attachment()).writer = writer;
    key.interestOpsOr(writeOp(channel));
  }

  boolean unwatchReads(SelectableChannel channel) {
    return unwatch(channel, SelectionKey.OP_READ | SelectionKey.OP_ACCEPT);
  }

  boolean unwatchWrites(SelectableChannel channel) {
    return unwatch(channel, SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT);
  }

  private boolean unwatch(SelectableChannel channel, int ops) {
    SelectionKey key = selector == null ? null : channel.keyFor(selector);
    if (key == null || !key.isValid() || (key.interestOps() & ops) == 0) {
      return false;
    }
    key.interestOpsAnd(~ops);
    return true;
  }

  /// True while a channel is watched. Mostly the first key that it looks at says so.
  boolean hasWatches() {
    return selector != null && selector.keys().stream().anyMatch(Poller::isWatched);
  }

  long watches() {
    return selector == null ? 0 : selector.keys().stream().filter(Poller::isWatched).count();
  }

  private static boolean isWatched(SelectionKey key) {
    return key.isValid() && key.interestOps() != 0;
  }

  /// True when a look at the channels can be worth its system call.
  boolean hasKeys() {
    return selector != null && !selector.keys().isEmpty();
  }

  /// Waits at most this long ([Long#MAX_VALUE]: without a limit, 0: not at all), then adds the
  /// callbacks of what is ready. The selector counts milliseconds: waits are rounded up, so that a
  /// timer is never early.
  void poll(long nanos, Queue<Runnable> ready) {
    try {
      int selected =
          nanos == 0
              ? selector.selectNow()
              : selector.select(nanos == Long.MAX_VALUE ? 0 : toMillisUp(nanos));
      if (selected > 0) {
        collect(ready);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the loop's selector failed", e);
    }
  }

  private void collect(Queue<Runnable> ready) {
    for (SelectionKey key : selector.selectedKeys()) {
      if (!key.isValid()) {
        continue;
      }
      Watch watch = (Watch) key.attachment();
      int ops = key.readyOps() & key.interestOps();
      if ((ops & (SelectionKey.OP_READ | SelectionKey.OP_ACCEPT)) != 0) {
        ready.add(watch.reader);
      }
      if ((ops & (SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT)) != 0) {
        ready.add(watch.writer);
      }
    }
    selector.selectedKeys().clear();
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
      return key != null ? key : channel.register(selector, 0, new Watch());
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
