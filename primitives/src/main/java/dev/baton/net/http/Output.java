package dev.baton.net.http;

import dev.baton.Action;
import dev.baton.CancelledError;
import dev.baton.Suspends;
import dev.baton.net.Stream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Sends responses, in few writes, and cuts a client off that does not take them.
final class Output {
  private static final byte[] CONTINUE = ascii("HTTP/1.1 100 Continue\r\n\r\n");
  private static final byte[] LENGTH = ascii("Content-Length: ");
  private static final byte[] CHUNKED = ascii("Transfer-Encoding: chunked\r\n");
  private static final byte[] CLOSE = ascii("Connection: close\r\n");
  private static final byte[] KEEP_ALIVE = ascii("Connection: keep-alive\r\n");
  private static final byte[] LINE_END = ascii("\r\n");
  private static final byte[] LAST_CHUNK = ascii("0\r\n\r\n");

  /// Room for everything in a head but the fields of the response.
  private static final int HEAD_ROOM = 256;

  /// A size in hexadecimal and two line ends.
  private static final int CHUNK_ROOM = 16;

  /// A client that takes less than this within the limit is cut off.
  private static final int LARGEST_PIECE = 64 * 1024;

  private final Stream stream;
  private final Deadline deadline;
  private final HttpDate date;
  private final SendBuffers buffers;
  private final long limit;

  /// Why nothing more can be sent.
  private IOException failure;

  Output(Stream stream, Deadline deadline, HttpDate date, SendBuffers buffers, long limit) {
    this.stream = stream;
    this.deadline = deadline;
    this.date = date;
    this.buffers = buffers;
    this.limit = limit;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// Null while all is well.
  IOException failure() {
    return failure;
  }

  @Suspends
  void sendContinue() throws IOException {
    send(ByteBuffer.wrap(CONTINUE));
  }

  /// Sends the head and, if the body is bytes, the body: in one write where that costs no large
  /// copy.
  ///
  /// @param bodiless for HEAD: what would come is said and not sent
  @Suspends
  void sendResponse(Response response, int minor, boolean keepAlive, boolean bodiless)
      throws IOException {
    byte[] body = bodiless ? null : response.bytes();
    int headRoom = HEAD_ROOM + response.fieldsLength();
    boolean together = body != null && headRoom + body.length <= SendBuffers.CAPACITY;
    ByteBuffer buffer = buffers.take(headRoom);
    putHead(buffer, response, minor, keepAlive);
    if (together) {
      buffer.put(body);
    }
    sendAndGiveBack(buffer);
    if (body != null && !together) {
      send(ByteBuffer.wrap(body));
    }
  }

  private void putHead(ByteBuffer out, Response response, int minor, boolean keepAlive) {
    out.put(Status.line(response.status())).put(date.line());
    out.put(response.fields(), 0, response.fieldsLength());
    if (!Status.isBodiless(response.status())) {
      putFraming(out, response, minor);
    }
    if (response.takeover() == null && !keepAlive) {
      out.put(CLOSE);
    } else if (minor == 0) {
      out.put(KEEP_ALIVE);
    }
    out.put(LINE_END);
  }

  private static void putFraming(ByteBuffer out, Response response, int minor) {
    if (response.length() >= 0) {
      out.put(LENGTH);
      putNumber(out, response.length(), 10);
      out.put(LINE_END);
    } else if (minor > 0) {
      out.put(CHUNKED);
    }
  }

  private static void putNumber(ByteBuffer out, long number, int radix) {
    long unit = 1;
    while (number / unit >= radix) {
      unit *= radix;
    }
    for (; unit > 0; unit /= radix) {
      out.put((byte) Character.forDigit((int) (number / unit % radix), radix));
    }
  }

  /// Sends these bytes as one chunk or more.
  @Suspends
  void sendChunks(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      int size = Math.min(bytes.remaining(), SendBuffers.CAPACITY - CHUNK_ROOM);
      ByteBuffer buffer = buffers.take(size + CHUNK_ROOM);
      putNumber(buffer, size, 16);
      buffer.put(LINE_END).put(bytes.slice(bytes.position(), size)).put(LINE_END);
      bytes.position(bytes.position() + size);
      sendAndGiveBack(buffer);
    }
  }

  @Suspends
  void sendLastChunk() throws IOException {
    send(ByteBuffer.wrap(LAST_CHUNK));
  }

  @Suspends
  private void sendAndGiveBack(ByteBuffer buffer) throws IOException {
    try {
      send(buffer.flip());
    } finally {
      buffers.giveBack(buffer);
    }
  }

  /// Sends these bytes as they are.
  @Suspends
  void send(ByteBuffer bytes) throws IOException {
    int end = bytes.limit();
    while (bytes.position() < end) {
      bytes.limit(Math.min(end, bytes.position() + LARGEST_PIECE));
      sendPiece(bytes);
    }
  }

  @Suspends
  private void sendPiece(ByteBuffer piece) throws IOException {
    within(() -> stream.write(piece));
  }

  /// Sends what is held back, and says that nothing more comes.
  @Suspends
  void end() throws IOException {
    within(stream::shutdownOutput);
  }

  @Suspends
  private void within(Action<IOException> sending) throws IOException {
    deadline.start(limit);
    try {
      sending.run();
    } catch (CancelledError cancelled) {
      if (deadline.stop()) {
        throw failed(new IOException("the client did not take the response in time"));
      }
      throw cancelled;
    } catch (IOException broken) {
      throw failed(broken);
    } finally {
      deadline.stop();
    }
  }

  private IOException failed(IOException reason) {
    failure = reason;
    return reason;
  }
}
