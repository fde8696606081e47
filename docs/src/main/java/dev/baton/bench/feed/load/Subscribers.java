package dev.baton.bench.feed.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// All subscribers, on one selector and one thread.
final class Subscribers implements Subscriber.Observer {
  /// So many connect at once: a crowd at the start is not what is measured.
  private static final int CONNECTING = 200;

  private static final Duration CONNECT_LIMIT = Duration.ofMinutes(2);
  private static final int BUFFER = 256 * 1024;
  private static final long SIGN_OF_LIFE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Selector selector = Selector.open();
  private final ByteBuffer incoming = ByteBuffer.allocateDirect(BUFFER);
  private final byte[] bytes = new byte[2 * BUFFER];
  private final WallClock clock = new WallClock();
  private final Tally tally = new Tally();
  private final List<Subscriber> all = new ArrayList<>();
  private int live;
  private long signsOfLifeAt;

  /// What has gone wrong, and was not told; null: nothing.
  private IOException failure;

  /// Those who come back when they were lost; null: whoever is lost is a failure.
  private Reconnection reconnection;

  Subscribers() throws IOException {}

  /// Lets whoever waits look for orders.
  void wakeUp() {
    selector.wakeup();
  }

  /// One round of the selector.
  void turn(Duration most) {
    long now = System.nanoTime();
    giveSignsOfLife(now);
    long wait = Math.min(most.toMillis(), reconnection == null ? 500 : reconnection.begin(now));
    try {
      selector.select(this::progress, Math.max(1, wait));
    } catch (IOException e) {
      failure = e;
    }
  }

  /// One round that does not sleep: to wake a sleeper on another core can take as long as the write
  /// itself, and the kernel would charge it to the server.
  private void turnAtOnce() {
    giveSignsOfLife(System.nanoTime());
    try {
      selector.selectNow(this::progress);
    } catch (IOException e) {
      failure = e;
    }
  }

  private void progress(SelectionKey key) {
    Subscriber subscriber = (Subscriber) key.attachment();
    if (key.isValid()) {
      attempt(subscriber, () -> subscriber.progress(incoming, bytes));
    }
  }

  private interface Action {
    void run() throws IOException;
  }

  private void attempt(Subscriber subscriber, Action action) {
    try {
      action.run();
    } catch (IOException e) {
      lose(subscriber, e);
    }
  }

  private void lose(Subscriber subscriber, IOException why) {
    boolean wasLive = subscriber.isLive();
    subscriber.close();
    if (wasLive) {
      live--;
    }
    if (reconnection != null) {
      reconnection.lost(subscriber, System.nanoTime());
    } else if (failure == null && !subscriber.stalls()) {
      failure = why;
    }
  }

  private void begin(Subscriber subscriber) {
    attempt(subscriber, () -> subscriber.connect(selector));
  }

  /// Those that do not read would be taken for dead otherwise; those that were cut off all the same
  /// come again.
  private void giveSignsOfLife(long now) {
    if (now - signsOfLifeAt < SIGN_OF_LIFE_NANOS) {
      return;
    }
    signsOfLifeAt = now;
    for (Subscriber one : all) {
      if (one.stalls() && one.isLost()) {
        begin(one);
      } else if (one.stalls() && one.isLive()) {
        attempt(one, one::giveSignOfLife);
      }
    }
  }

  /// Connects so many more, and waits until all are live.
  ///
  /// @param stall whether they never read
  void connect(Target target, int count, boolean stall) throws IOException {
    long limit = System.nanoTime() + CONNECT_LIMIT.toNanos();
    int wanted = all.size() + count;
    while (live < wanted) {
      while (all.size() < wanted && all.size() - live < CONNECTING) {
        Subscriber subscriber = new Subscriber(target, stall, this);
        all.add(subscriber);
        begin(subscriber);
      }
      turn(Duration.ofMillis(100));
      requireNoFailure();
      if (System.nanoTime() > limit) {
        throw new IOException("%d of %d are live after two minutes".formatted(live, wanted));
      }
    }
  }

  /// Counts what comes for so long.
  Figures measure(Duration time) throws IOException {
    tally.clear();
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      turnAtOnce();
      requireNoFailure();
    }
    return tally.figures();
  }

  /// Lets all come back that are lost from now on, until each was lost once and is live again.
  Comeback comeBack(Duration limit) {
    reconnection = new Reconnection(all.size(), this::begin);
    long end = System.nanoTime() + limit.toNanos();
    long now;
    while (reconnection.returned() < all.size() && (now = System.nanoTime()) < end) {
      turn(Duration.ofNanos(end - now));
    }
    Comeback comeback = reconnection.comeback();
    reconnection = null;
    return comeback;
  }

  private void requireNoFailure() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  void closeAll() {
    all.forEach(Subscriber::close);
    all.clear();
    live = 0;
    failure = null;
    reconnection = null;
  }

  @Override
  public void connected(Subscriber subscriber) {
    if (reconnection != null) {
      reconnection.connected(System.nanoTime());
    }
  }

  @Override
  public void live(Subscriber subscriber) {
    live++;
    if (reconnection != null) {
      reconnection.live(subscriber, System.nanoTime());
    }
  }

  @Override
  public void event(long sentAt, long skipped) {
    tally.event(clock.micros() - sentAt, skipped);
  }
}
