package dev.baton.feed.watch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A WebSocket server by hand, which can do what a proper one would not. It has a thread of its
/// own, and serves one client after the other.
final class RawServer implements AutoCloseable {
  /// What it does with a client.
  @FunctionalInterface
  interface Script {
    void play(RawServer server) throws IOException;

    /// Whether the handshake is done before.
    default boolean shakesHands() {
      return true;
    }
  }

  private final ServerSocket listening;
  private final CompletableFuture<String> received = new CompletableFuture<>();
  private Socket socket;

  /// @param scripts for the first client, the second...; what the last one sent can be looked at
  RawServer(Script... scripts) throws IOException {
    this(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), scripts);
  }

  RawServer(ServerSocket listening, Script... scripts) {
    this.listening = listening;
    Thread.ofPlatform().daemon().start(() -> serve(List.of(scripts)));
  }

  /// A script that answers the handshake itself.
  static Script raw(Script script) {
    return new Script() {
      @Override
      public void play(RawServer server) throws IOException {
        script.play(server);
      }

      @Override
      public boolean shakesHands() {
        return false;
      }
    };
  }

  FeedUrl url() {
    return new FeedUrl("127.0.0.1", listening.getLocalPort());
  }

  private void serve(List<Script> scripts) {
    try {
      for (Script script : scripts.subList(0, scripts.size() - 1)) {
        serve(script);
      }
      received.complete(serve(scripts.getLast()));
    } catch (IOException | RuntimeException e) {
      received.completeExceptionally(e);
    }
  }

  /// @return what it sent afterwards
  private String serve(Script script) throws IOException {
    try (Socket accepted = listening.accept()) {
      socket = accepted;
      try {
        if (script.shakesHands()) {
          shakeHands();
        }
        script.play(this);
      } catch (SocketException cutOff) {
        // what it has sent is to be read all the same
      }
      return new String(readToEnd(), StandardCharsets.ISO_8859_1);
    }
  }

  private void shakeHands() throws IOException {
    write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n");
    write("Sec-WebSocket-Accept: " + accept(readHead()) + "\r\n\r\n");
  }

  /// Answers the handshake in another way.
  ///
  /// @param answer in which ACCEPT stands for the right key
  void answer(String answer) throws IOException {
    write(answer.replace("ACCEPT", accept(readHead())));
  }

  void bytes(int... bytes) throws IOException {
    for (int b : bytes) {
      socket.getOutputStream().write(b);
    }
  }

  /// Waits for a message of the client, and gives it.
  String receive() throws IOException {
    InputStream in = socket.getInputStream();
    in.read();
    int length = in.read() & 0x7f;
    if (length == 126) {
      length = in.read() << 8 | in.read();
    }
    byte[] bytes = in.readNBytes(length + 4);
    for (int i = 4; i < bytes.length; i++) {
      bytes[i] ^= bytes[i % 4];
    }
    return new String(bytes, 4, bytes.length - 4, StandardCharsets.UTF_8);
  }

  void hangUp() throws IOException {
    socket.shutdownOutput();
  }

  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  private String readHead() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      head.write(socket.getInputStream().read());
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private static String accept(String head) {
    String key = head.replaceAll("(?s).*Sec-WebSocket-Key: (\\S+).*", "$1");
    byte[] text =
        (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII);
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private byte[] readToEnd() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      InputStream in = socket.getInputStream();
      in.transferTo(all);
    } catch (IOException reset) {
      // an end too
    }
    return all.toByteArray();
  }

  void write(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// Sends a frame.
  void frame(boolean fin, int opcode, String payload) throws IOException {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write((fin ? 0x80 : 0) | opcode);
    if (bytes.length < 126) {
      frame.write(bytes.length);
    } else {
      frame.write(126);
      frame.write(bytes.length >> 8);
      frame.write(bytes.length);
    }
    frame.write(bytes);
    socket.getOutputStream().write(frame.toByteArray());
  }

  /// Reads frames until this pong comes.
  void awaitPong(String payload) throws IOException {
    InputStream in = socket.getInputStream();
    while (true) {
      int opcode = in.read() & 0xf;
      byte[] bytes = in.readNBytes((in.read() & 0x7f) + 4);
      for (int i = 4; i < bytes.length; i++) {
        bytes[i] ^= bytes[i % 4];
      }
      if (opcode == 10
          && new String(bytes, 4, bytes.length - 4, StandardCharsets.UTF_8).equals(payload)) {
        return;
      }
    }
  }

  void text(String text) throws IOException {
    frame(true, 1, text);
  }

  void close(int code, String reason) throws IOException {
    byte[] head = {(byte) 0x88, (byte) (2 + reason.length()), (byte) (code >> 8), (byte) code};
    socket.getOutputStream().write(head);
    write(reason);
  }

  /// The code of the close frame with which the client has ended.
  int closeCode() {
    String sent = received.join();
    int at = 0;
    while (sent.charAt(at) != 0x88) {
      at += 6 + (sent.charAt(at + 1) & 0x7f); // what a watcher sends is short
    }
    return (sent.charAt(at + 6) ^ sent.charAt(at + 2)) << 8
        | (sent.charAt(at + 7) ^ sent.charAt(at + 3));
  }

  @Override
  public void close() throws IOException {
    listening.close();
    if (socket != null) {
      socket.close();
    }
  }
}
