package dev.baton.net;

import dev.baton.EventLoop;
import dev.baton.Suspends;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.util.Locale;

/// Waits until a channel is ready in one direction.
///
/// The channel stays watched after the wait: the task that was woken will most likely wait again,
/// and watching costs a system call each time it changes. Only when the channel is ready and nobody
/// waits is the watch taken away.
final class Readiness {
  enum Direction {
    READ,
    WRITE
  }

  private final EventLoop loop;
  private final SelectableChannel channel;
  private final Direction direction;
  private final Object waitsFor;
  private final Wakeup wakeup;
  private final Runnable onReady = this::onReady;
  private boolean watched;

  /// @param waitsFor what reports call it
  Readiness(EventLoop loop, SelectableChannel channel, Direction direction, Object waitsFor) {
    this.loop = loop;
    this.channel = channel;
    this.direction = direction;
    this.waitsFor = waitsFor;
    this.wakeup = new Wakeup(loop, waitsFor);
  }

  /// Waits; one task at a time.
  ///
  /// @throws ClosedChannelException if the channel is closed, or is meanwhile
  /// @throws IOException if it cannot be watched
  @Suspends
  void await() throws IOException {
    if (wakeup.isAwaited()) {
      throw new IllegalStateException(
          waitsFor
              + ": two tasks cannot "
              + direction.name().toLowerCase(Locale.ROOT)
              + " at once");
    }
    requireOpen();
    watch();
    wakeup.await();
    requireOpen();
  }

  private void requireOpen() throws ClosedChannelException {
    if (!channel.isOpen()) {
      throw new ClosedChannelException();
    }
  }

  /// To be called before the channel is closed.
  void close() {
    unwatch();
    wakeup.wake();
  }

  private void onReady() {
    if (!wakeup.wake()) {
      unwatch();
    }
  }

  private void watch() throws IOException {
    if (watched) {
      return;
    }
    try {
      if (direction == Direction.READ) {
        loop.wakeOnRead(channel, onReady);
      } else {
        loop.addWriter(channel, onReady);
      }
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
    watched = true;
  }

  /// No more callbacks until the next wait.
  void unwatch() {
    if (!watched) {
      return;
    }
    watched = false;
    if (direction == Direction.READ) {
      loop.removeReader(channel);
    } else {
      loop.removeWriter(channel);
    }
  }
}
