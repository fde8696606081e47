package dev.baton.feed.serve;

import dev.baton.Async;
import dev.baton.ReturnWhen;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.feed.protocol.BadMessageException;
import dev.baton.feed.protocol.Messages;
import dev.baton.feed.protocol.ServerMessage;
import dev.baton.feed.websocket.Frame;
import dev.baton.feed.websocket.Message;
import dev.baton.feed.websocket.Role;
import dev.baton.feed.websocket.WebSocket;
import dev.baton.feed.websocket.WebSocketClosedException;
import dev.baton.feed.websocket.WebSocketSettings;
import dev.baton.sync.Event;
import dev.baton.testing.Pipe;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// A subscriber and its server at the two ends of a connection in memory. It can stop to read.
final class Listening {
  private static final WebSocketSettings SETTINGS =
      WebSocketSettings.defaults().withPatience(Duration.ofHours(1), Duration.ofHours(1));

  final List<String> heard = new ArrayList<>();
  final List<Long> pongs = new ArrayList<>();
  final Pipe pipe;

  /// The server's task.
  final Task<Void> server;

  private final Deque<Frame> saying = new ArrayDeque<>();
  private final Event reading = new Event("it reads");
  final Task<Void> client;
  private WebSocket socket;
  private IOException end;

  /// @param room for bytes under way
  Listening(Subscribers subscribers, int room) {
    pipe = new Pipe(room, Integer.MAX_VALUE);
    reading.set();
    server = Async.spawn("server", () -> serve(subscribers));
    client = Async.spawn("client", this::run);
  }

  @Suspends
  private void serve(Subscribers subscribers) {
    try {
      subscribers.serve(pipe.second());
    } catch (IOException broken) {
      // as connections do
    }
  }

  @Suspends
  private void run() {
    try {
      WebSocket.run(pipe.first(), Role.CLIENT, SETTINGS, saying::poll, this::listen);
    } catch (IOException closed) {
      end = closed;
    }
  }

  @Suspends
  private void listen(WebSocket open) throws IOException {
    socket = open;
    socket.onPong(pongs::add);
    while (true) {
      reading.await();
      Message message = socket.receive();
      reading.await(); // what came while it did not read is not heard
      heard.add(((Message.Text) message).text());
    }
  }

  void say(String text) {
    say(Frame.text(text));
  }

  void say(Frame frame) {
    saying.add(frame);
    if (socket != null) {
      socket.wake();
    }
  }

  void ping(long token) {
    socket.ping(token);
  }

  void stopReading() {
    reading.clear();
  }

  void goOnReading() {
    reading.set();
  }

  /// What kinds of messages were heard.
  List<String> ops() {
    return heard.stream().map(text -> text.replaceAll("\\{\"op\":\"(\\w+)\".*", "$1")).toList();
  }

  List<ServerMessage> messages() {
    List<ServerMessage> messages = new ArrayList<>();
    for (String text : heard) {
      try {
        messages.add(Messages.fromServer(text));
      } catch (BadMessageException e) {
        throw new AssertionError("the server sent " + text, e);
      }
    }
    return messages;
  }

  /// Waits until the connection is closed.
  ///
  /// @return the code; -1 if it was cut off
  @Suspends
  int awaitEnd() {
    goOnReading();
    Async.wait(List.of(client, server), ReturnWhen.ALL_COMPLETED);
    return end instanceof WebSocketClosedException closed ? closed.code() : -1;
  }

  boolean hasEnded() {
    return client.isDone();
  }

  String reason() {
    return end.getMessage();
  }
}
