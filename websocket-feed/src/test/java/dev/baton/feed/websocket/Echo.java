package dev.baton.feed.websocket;

import dev.baton.Suspends;
import dev.baton.net.Stream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;

/// Sends back each message that it receives.
final class Echo implements FrameSource {
  private final Queue<Frame> waiting = new ArrayDeque<>();

  @Suspends
  static void run(Stream stream, Role role, WebSocketSettings settings) throws IOException {
    Echo echo = new Echo();
    WebSocket.run(stream, role, settings, echo, echo::serve);
  }

  @Override
  public Frame poll() {
    return waiting.poll();
  }

  @Suspends
  private void serve(WebSocket socket) throws IOException {
    while (true) {
      waiting.add(
          switch (socket.receive()) {
            case Message.Text text -> Frame.text(text.text());
            case Message.Binary binary -> Frame.binary(binary.bytes());
          });
      socket.wake();
    }
  }
}
