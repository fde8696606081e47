package dev.baton.feed.serve;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A WebSocket client by hand, which can do what a proper one would not. It blocks.
final class RawClient implements AutoCloseable {
  static final String HANDSHAKE =
      """
      GET / HTTP/1.1\r
      Host: 127.0.0.1\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      Sec-WebSocket-Version: 13\r
      """;

  private final Socket socket = new Socket();
  private final InputStream in;

  RawClient(int port) throws IOException {
    this("127.0.0.1", port);
  }

  /// @param from the address that it connects from; on Linux 127.x.y.z are all this machine's
  RawClient(String from, int port) throws IOException {
    socket.bind(new InetSocketAddress(from, 0));
    socket.setReceiveBufferSize(4096);
    socket.setSoTimeout(20_000);
    socket.connect(new InetSocketAddress("127.0.0.1", port));
    in = new BufferedInputStream(socket.getInputStream());
  }

  void write(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// The same, unless the server has closed the connection.
  void tryWrite(String text) throws IOException {
    try {
      write(text);
    } catch (SocketException closed) {
      // then there is nobody to write to
    }
  }

  /// Sends the handshake and reads the answer to it.
  RawClient open() throws IOException {
    write(HANDSHAKE + "\r\n");
    readUntil("\r\n\r\n");
    return this;
  }

  void readUntil(String end) throws IOException {
    byte[] wanted = end.getBytes(StandardCharsets.ISO_8859_1);
    byte[] last = new byte[wanted.length];
    do {
      System.arraycopy(last, 1, last, 0, last.length - 1);
      last[last.length - 1] = (byte) read();
    } while (!Arrays.equals(last, wanted));
  }

  /// Reads a line.
  String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next; (next = read()) != '\n'; ) {
      line.append((char) next);
    }
    return line.toString();
  }

  /// Sends a frame, masked with zeros.
  void frame(int opcode, byte[] payload) throws IOException {
    frame(true, opcode, payload);
  }

  /// Sends a frame, masked with zeros.
  ///
  /// @param fin whether it is the last of its message
  void frame(boolean fin, int opcode, byte[] payload) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write((fin ? 0x80 : 0) | opcode);
    if (payload.length < 126) {
      frame.write(0x80 | payload.length);
    } else {
      frame.write(0x80 | 126);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    }
    frame.write(new byte[4]);
    frame.write(payload);
    socket.getOutputStream().write(frame.toByteArray());
  }

  /// @return false if the server has closed the connection
  boolean tryText(String text) throws IOException {
    try {
      text(text);
      return true;
    } catch (SocketException closed) {
      return false;
    }
  }

  void text(String text) throws IOException {
    frame(1, text.getBytes(StandardCharsets.UTF_8));
  }

  /// Reads frames, and answers pings, until this pong comes.
  void answerPingsUntil(String pong) throws IOException {
    while (true) {
      int opcode = read() & 0xf;
      byte[] payload = in.readNBytes(length());
      if (opcode == 9) {
        frame(10, payload);
      } else if (opcode == 10 && new String(payload, StandardCharsets.UTF_8).equals(pong)) {
        return;
      }
    }
  }

  private int length() throws IOException {
    int length = read();
    return length < 126 ? length : read() << 8 | read();
  }

  private int read() throws IOException {
    int next = in.read();
    if (next == -1) {
      throw new IOException("the server has closed the connection");
    }
    return next;
  }

  /// Reads everything until the server closes the connection.
  String readToEnd() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      in.transferTo(all);
    } catch (java.net.SocketException reset) {
      // closed too
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
