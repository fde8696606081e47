package dev.baton.feed.serve;

import dev.baton.feed.serve.Subscription.InOrder;
import dev.baton.feed.serve.Subscription.Loss;
import dev.baton.feed.serve.Subscription.Newest;
import dev.baton.feed.websocket.Frame;
import dev.baton.feed.websocket.FrameSource;
import java.util.ArrayDeque;

/// What waits to be sent to one subscriber, bounded. The connection takes from it when its socket
/// has room, so nothing waits anywhere else.
///
/// When more than its limit waits, or something for longer than its limit, or too much for all
/// subscribers together (see [HeapShare]), all events of streams are dropped, and one `lost` for
/// each channel takes the place of the first of them:
///
/// ```text
///   subbed   a4   b4   hb   a5   b5        waits
///   subbed  lost a4-5  lost b4-5  hb       after it was too much
/// ```
///
/// Nobody waits for a slow subscriber. It learns what it missed and can get it from the history, at
/// its own pace.
final class Outbox implements FrameSource {
  /// Messages that are no events answer the subscriber's own: one that reads has none waiting.
  private static final int MOST_OF_MESSAGES = 64 * 1024;

  /// When there is no room for more.
  private static final int FEW_MESSAGES = 8 * 1024;

  /// What it costs that something waits, besides its frame.
  private static final int OVERHEAD = 64;

  private final Runnable onWork;
  private final long mostBytes;
  private final long longest;
  private final HeapShare share;
  private final Figures figures;

  /// Made when something has to wait: it costs nothing to have subscribers.
  private ArrayDeque<Waiting> waiting = new ArrayDeque<>(2);

  private long bytes;
  private long messageBytes;

  /// The heartbeat that waits; null if none does.
  private WaitingMessage heartbeat;

  private boolean finished;

  /// @param onWork is called when something waits
  Outbox(ServeSettings settings, HeapShare share, Figures figures, Runnable onWork) {
    this.mostBytes = settings.backlog().bytes();
    this.longest = settings.backlog().time().toNanos();
    this.share = share;
    this.figures = figures;
    this.onWork = onWork;
  }

  // --- what is to be sent

  /// Adds an event, and drops what waits if that is too much.
  void add(InOrder event) {
    if (enter(event)) {
      limit(event.since());
    }
  }

  /// Adds the newest event of a channel.
  void add(Newest event) {
    enter(event);
  }

  /// Puts another event in its place.
  void replace(Newest old, Event event) {
    count(-old.length());
    old.replace(event);
    count(old.length());
  }

  /// Adds a message.
  ///
  /// @return false if too many wait
  boolean add(WaitingMessage message) {
    long most = share.hasRoom(message.length()) ? MOST_OF_MESSAGES : FEW_MESSAGES;
    if (messageBytes + message.length() > most) {
      return false;
    }
    if (enter(message)) {
      messageBytes += message.length();
    }
    return true;
  }

  /// Adds a heartbeat, unless one waits: whoever is sent something knows that we live.
  void addHeartbeat(WaitingMessage message) {
    if (heartbeat == null && add(message)) {
      heartbeat = message;
    }
  }

  private boolean enter(Waiting one) {
    if (finished) {
      return false;
    }
    waiting.add(one);
    count(one.length() + OVERHEAD);
    onWork.run();
    return true;
  }

  private void limit(long now) {
    if (bytes > mostBytes || now - waiting.getFirst().since() > longest) {
      drop();
    } else {
      share.limit();
    }
  }

  /// Drops all events of streams, and declares them.
  void drop() {
    ArrayDeque<Waiting> kept = new ArrayDeque<>();
    int dropped = 0;
    for (Waiting one : waiting) {
      if (one instanceof InOrder(Subscription subscription, Event event)) {
        dropped++;
        count(-one.length() - OVERHEAD);
        Loss loss = subscription.drop(event);
        if (loss != null) {
          kept.add(loss);
          count(loss.length() + OVERHEAD);
        }
      } else {
        kept.add(one);
      }
    }
    waiting = kept;
    figures.dropped(dropped);
  }

  /// Throws everything away but this, which is the last that is sent.
  void finish(WaitingMessage last) {
    close();
    finished = false;
    add(last);
    finished = true;
  }

  /// Throws everything away, and takes nothing more.
  void close() {
    waiting = new ArrayDeque<>(2);
    count(-bytes);
    messageBytes = 0;
    heartbeat = null;
    finished = true;
  }

  private void count(long more) {
    bytes += more;
    share.count(more);
  }

  // --- for the connection

  @Override
  public Frame poll() {
    Waiting next = waiting.poll();
    if (next == null) {
      return null;
    }
    count(-next.length() - OVERHEAD);
    if (next instanceof WaitingMessage message) {
      messageBytes -= message.length();
      if (message == heartbeat) {
        heartbeat = null;
      }
    }
    Frame frame = next.take();
    figures.sent(frame.length());
    return frame;
  }

  // --- for who looks after it

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  int size() {
    return waiting.size();
  }

  long bytes() {
    return bytes;
  }
}
