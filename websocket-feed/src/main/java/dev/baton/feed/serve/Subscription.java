package dev.baton.feed.serve;

import dev.baton.feed.protocol.Messages;
import dev.baton.feed.protocol.Mode;
import dev.baton.feed.protocol.ServerMessage.Lost;
import dev.baton.feed.protocol.ServerMessage.Published;
import dev.baton.feed.websocket.Frame;

/// One channel of one subscriber: what was sent of it, and what of it waits in the [Outbox].
final class Subscription {
  private final Topic topic;
  private final Outbox outbox;
  private Mode mode;

  /// Where it stands among those of its topic; negative if it has gone.
  private int place = -1;

  /// The number after which nothing was sent yet.
  private long sent;

  /// In the mode [Mode#LATEST]: what waits; null if nothing does.
  private Newest newest;

  /// What was dropped and has not been said yet; null if nothing was.
  private Loss loss;

  /// @param sent the number after which it begins
  Subscription(Topic topic, Outbox outbox, Mode mode, long sent) {
    this.topic = topic;
    this.outbox = outbox;
    this.mode = mode;
    this.sent = sent;
    topic.add(this);
  }

  int place() {
    return place;
  }

  void place(int now) {
    place = now;
  }

  /// What waits is sent as it is.
  void mode(Mode other) {
    mode = other;
    newest = null;
  }

  void end() {
    topic.remove(this);
  }

  /// Something was published.
  void offer(Event event) {
    if (mode == Mode.STREAM) {
      outbox.add(new InOrder(this, event));
    } else if (newest == null) {
      newest = new Newest(this, event);
      outbox.add(newest);
    } else {
      outbox.replace(newest, event);
    }
  }

  /// What waits of the stream is dropped: it will be declared in the place of the first of it.
  ///
  /// @return what declares it; null if that waits already
  Loss drop(Event event) {
    if (loss != null) {
      loss.to = event.seq();
      return null;
    }
    loss = new Loss(this, event);
    return loss;
  }

  // --- what waits

  /// An event of which nothing may be left out.
  record InOrder(Subscription of, Event event) implements Waiting {
    @Override
    public Frame take() {
      of.sent = event.seq();
      return event.frame();
    }

    @Override
    public int length() {
      return event.frame().length();
    }

    @Override
    public long since() {
      return event.time();
    }
  }

  /// The newest event of a channel.
  static final class Newest implements Waiting {
    private final Subscription of;
    private final long since;
    private Event event;

    private Newest(Subscription of, Event event) {
      this.of = of;
      this.event = event;
      this.since = event.time();
    }

    void replace(Event newer) {
      event = newer;
    }

    /// What was left out makes it a frame of its own: that happens to slow ones only.
    @Override
    public Frame take() {
      if (of.newest == this) {
        of.newest = null;
      }
      long before = of.sent;
      of.sent = event.seq();
      return before + 1 == event.seq()
          ? event.frame()
          : Frame.text(Messages.text(new Published(event.reading(), before)));
    }

    @Override
    public int length() {
      return event.frame().length();
    }

    @Override
    public long since() {
      return since;
    }
  }

  /// What was dropped, from one number to another.
  static final class Loss implements Waiting {
    /// Of the message, nearly: what it takes is known when it is sent.
    private static final int LENGTH = 120;

    private final Subscription of;
    private final Event first;
    private long to;

    private Loss(Subscription of, Event first) {
      this.of = of;
      this.first = first;
      this.to = first.seq();
    }

    @Override
    public Frame take() {
      of.loss = null;
      of.sent = to;
      String channel = first.reading().channel();
      String epoch = first.reading().epoch();
      return Frame.text(Messages.text(new Lost(channel, epoch, first.seq(), to, "too slow")));
    }

    @Override
    public int length() {
      return LENGTH;
    }

    @Override
    public long since() {
      return first.time();
    }
  }
}
