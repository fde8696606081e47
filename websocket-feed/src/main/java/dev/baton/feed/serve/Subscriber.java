package dev.baton.feed.serve;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.TimeoutException;
import dev.baton.feed.protocol.BadMessageException;
import dev.baton.feed.protocol.ClientMessage.Hello;
import dev.baton.feed.protocol.ClientMessage.Subscribe;
import dev.baton.feed.protocol.ClientMessage.Unknown;
import dev.baton.feed.protocol.CloseCode;
import dev.baton.feed.protocol.Messages;
import dev.baton.feed.protocol.ServerMessage;
import dev.baton.feed.protocol.ServerMessage.Bye;
import dev.baton.feed.protocol.ServerMessage.Subscribed;
import dev.baton.feed.websocket.CloseCodes;
import dev.baton.feed.websocket.Frame;
import dev.baton.feed.websocket.Message;
import dev.baton.feed.websocket.Message.Binary;
import dev.baton.feed.websocket.Message.Text;
import dev.baton.feed.websocket.Role;
import dev.baton.feed.websocket.WebSocket;
import dev.baton.feed.websocket.WebSocketClosedException;
import dev.baton.net.Stream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// One subscriber: a task that does what it asks for, and an [Outbox] of what it gets.
///
/// ```text
///  Hub -- Topic -- offer --> Subscription --> Outbox (bounded, drops) <-- poll -- WebSocket
/// ```
final class Subscriber {
  private static final int VERSION = 1;

  /// In place of a close code: nothing was said, or nothing of what waited was taken, for too long.
  private static final int BROKEN = 1006;

  /// Messages of a subscriber: so many at once, and so many a second in the long run.
  private static final int MESSAGES_AT_ONCE = 64;

  private static final int MESSAGES_A_SECOND = 20;

  private final Subscribers all;
  private final Stream stream;
  private final EventLoop loop = EventLoop.running();
  private final Outbox outbox;
  private final Allowance allowance = new Allowance(MESSAGES_AT_ONCE, MESSAGES_A_SECOND);
  private final Map<String, Subscription> subscriptions = new HashMap<>(4);

  private boolean isEnded;

  /// Null until it is open.
  private WebSocket socket;

  Subscriber(Subscribers all, Stream stream) {
    this.all = all;
    this.stream = stream;
    this.outbox = all.newOutbox(this::wake);
  }

  private void wake() {
    if (socket != null) {
      socket.wake();
    }
  }

  /// Does what it asks for, until its connection ends.
  @Suspends
  void run() throws IOException {
    outbox.add(message(all.welcome()));
    try {
      WebSocket.run(stream, Role.SERVER, all.limits(), outbox, this::converse);
    } catch (IOException broken) {
      ended(BROKEN);
      throw broken;
    } finally {
      endSubscriptions();
      outbox.close();
    }
  }

  private void endSubscriptions() {
    subscriptions.values().forEach(Subscription::end);
  }

  @Suspends
  private void converse(WebSocket open) throws IOException {
    socket = open;
    if (all.isStopping()) {
      all.sendAway(this);
    }
    try {
      Async.timeout(all.settings().patience(), this::hearUntilSubscribed);
      while (true) {
        hear(socket.receive());
      }
    } catch (TimeoutException late) {
      close(CloseCode.IDLE, "no subscription came in time");
    } catch (BadMessageException bad) {
      close(CloseCode.BAD_MESSAGE, bad.getMessage());
    } catch (WebSocketClosedException closed) {
      if (closed.isOurs()) {
        ended(closed.code()); // it broke RFC 6455, or was too slow for it
      }
    }
  }

  @Suspends
  private void hearUntilSubscribed() throws IOException {
    while (subscriptions.isEmpty()) {
      hear(socket.receive());
    }
  }

  // --- its end

  /// Says goodbye, in place of what waits, and closes the connection.
  ///
  /// @param retryMillis when it may come again
  void sendAway(int code, String why, long retryMillis) {
    endSubscriptions();
    outbox.finish(message(frame(new Bye(code, why, retryMillis))));
    close(code, why);
  }

  private void close(int code, String why) {
    endSubscriptions();
    if (socket == null) {
      stream.abort();
    } else {
      socket.close(code, why);
    }
    ended(code);
  }

  /// One that is sent away may then break, or be heard of as closed: the first reason counts.
  private void ended(int code) {
    if (!isEnded) {
      isEnded = true;
      all.figures().ended(code);
    }
  }

  // --- what comes from it

  private void hear(Message message) throws IOException {
    if (!allowance.take(loop.time())) {
      tooMany();
      return;
    }
    switch (message) {
      case Text(String text) -> hear(text);
      case Binary _ -> close(CloseCodes.UNACCEPTABLE, "messages must be text");
    }
  }

  private void tooMany() {
    sendAway(CloseCode.TOO_MANY, "too many messages", Subscribers.BUSY_MILLIS);
  }

  private void hear(String text) throws BadMessageException {
    switch (Messages.fromClient(text)) {
      case Hello hello -> requireVersion(hello.version());
      case Subscribe subscribe -> subscribe(subscribe);
      case Unknown _ -> {
        // later versions may say more
      }
    }
  }

  private static void requireVersion(int version) throws BadMessageException {
    if (version != VERSION) {
      throw new BadMessageException("this server speaks version 1, not " + version);
    }
  }

  private void subscribe(Subscribe wanted) {
    for (ServerMessage answer : all.answers(wanted, this)) {
      if (!outbox.add(message(frame(answer)))) {
        tooMany();
        return;
      }
    }
  }

  /// From now on it gets what is published here, or gets it otherwise.
  void join(Topic topic, Subscribe wanted, Subscribed answer) {
    Subscription there = subscriptions.get(answer.channel());
    if (there == null) {
      subscriptions.put(
          answer.channel(), new Subscription(topic, outbox, wanted.mode(), answer.top()));
    } else {
      there.mode(wanted.mode());
    }
  }

  // --- what it hears

  /// Shows that the server is there, and lets the other end show that it is.
  void heartbeat(WaitingMessage message) {
    if (subscriptions.isEmpty()) {
      return;
    }
    outbox.addHeartbeat(message);
    if (2 * (loop.time() - socket.lastHeard()) >= all.settings().heartbeat().toNanos()) {
      socket.ping(message.since());
    }
  }

  private WaitingMessage message(Frame frame) {
    return new WaitingMessage(frame, loop.time());
  }

  private static Frame frame(ServerMessage message) {
    return Frame.text(Messages.text(message));
  }

  boolean hasSubscribed() {
    return !subscriptions.isEmpty();
  }

  Outbox outbox() {
    return outbox;
  }

  @Override
  public String toString() {
    return "subscriber " + stream.remoteAddress();
  }
}
