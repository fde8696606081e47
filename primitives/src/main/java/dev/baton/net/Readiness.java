package dev.baton.net;

import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.Suspends;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;

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
  private final Runnable onReady = this::onReady;
  private Future<Void> waiter;
  private boolean watched;

  /// @param waitsFor what reports call it
  Readiness(EventLoop loop, SelectableChannel channel, Direction direction, Object waitsFor) {
    this.loop = loop;
    this.channel = channel;
    this.direction = direction;
    this.waitsFor = waitsFor;
  }

  /// Waits; one task at a time.
  ///
  /// @throws IOException if the channel is closed meanwhile
  @Suspends
  void await() throws IOException {
    if (waiter != null) {
      throw new IllegalStateException(
          waitsFor + ": two tasks cannot " + direction.name().toLowerCase() + " at once");
    }
    if (!channel.isOpen()) {
      throw new ClosedChannelException();
    }
    watch();
    Future<Void> ready = loop.createFuture(waitsFor);
    waiter = ready;
    try {
      ready.await();
    } catch (IOException | RuntimeException failure) {
      throw failure;
    } catch (Exception impossible) {
      throw new AssertionError(impossible);
    } finally {
      waiter = null;
    }
  }

  /// To be called before the channel is closed.
  void close() {
    unwatch();
    if (waiter != null && !waiter.isDone()) {
      waiter.setException(new ClosedChannelException());
    }
  }

  private void onReady() {
    if (waiter == null || waiter.isDone()) {
      unwatch();
    } else {
      waiter.setResult(null);
    }
  }

  private void watch() {
    if (watched) {
      return;
    }
    watched = true;
    if (direction == Direction.READ) {
      loop.addReader(channel, onReady);
    } else {
      loop.addWriter(channel, onReady);
    }
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
