package dev.baton.net;

import dev.baton.Async;
import dev.baton.Suspends;
import dev.baton.TimeoutException;
import dev.baton.sync.Lock;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Bytes in both directions, with the ways to read that protocols need.
///
/// ```
/// try (Stream stream = Net.connect("localhost", 7)) {
///   stream.write("hello\n");
///   System.out.println(stream.readLine(1_000));
/// }
/// ```
///
/// - **Reading** gives what is there and waits only when nothing is. One task reads at a time. What
///   comes from outside has a limit: each method that looks for an end says how much it takes at
///   most.
/// - **Writing** hands the bytes over and goes on; it waits while the other end reads too slowly.
///   Several tasks may write: each `write` is sent in one piece, in the order of the calls. A write
///   that was cancelled in the middle has cut the stream short: later ones are refused.
/// - **Time limits** come from `Async.timeout`. A task that is cancelled while it waits here leaves
///   the stream usable for reading.
public final class Stream implements AutoCloseable {
  private static final int BUFFER = 8 * 1024;

  /// How long [#close()] waits for what was written and not sent.
  private static final Duration LINGER = Duration.ofSeconds(5);

  private final Transport transport;
  private final Lock writing = new Lock("writing");

  /// Bytes that came and were not taken, ready to be read from; null while there are none, so that
  /// an idle connection costs no buffer.
  private ByteBuffer buffered;

  private boolean reading;
  private boolean ended;
  private boolean cutShort;
  private boolean closed;

  /// A stream over this transport.
  public Stream(Transport transport) {
    this.transport = transport;
  }

  // --- reading

  /// Waits until at least one byte is there and takes what fits, without copying where nothing was
  /// left over from before.
  ///
  /// @return how many bytes came, or -1 at the end
  @Suspends
  public int read(ByteBuffer target) throws IOException {
    requireAlone();
    if (!target.hasRemaining()) {
      throw new IllegalArgumentException("the target of read() has no room");
    }
    if (buffered != null) {
      return takeBuffered(target);
    }
    return receive(target);
  }

  /// Waits until at least one byte is there and gives at most this many; none at the end.
  @Suspends
  public byte[] read(int most) throws IOException {
    requireAlone();
    requirePositive(most);
    if (buffered == null && !fill(BUFFER)) {
      return new byte[0];
    }
    return take(Math.min(most, buffered.remaining()));
  }

  /// Waits for exactly this many bytes.
  ///
  /// @throws EOFException if the other end stops before; says how many came
  @Suspends
  public byte[] readExactly(int count) throws IOException {
    if (count < 0) {
      throw new IllegalArgumentException("count must be at least 0, got " + count);
    }
    byte[] bytes = new byte[count];
    ByteBuffer target = ByteBuffer.wrap(bytes);
    while (target.hasRemaining()) {
      if (read(target) < 0) {
        throw new EOFException(
            "expected " + count + " bytes, the stream ended after " + target.position());
      }
    }
    return bytes;
  }

  /// Waits for a line and gives it, in UTF-8, without its end (`\n` or `\r\n`); null at the end of
  /// the stream. A last line need not have an end.
  ///
  /// @param limit how many bytes a line may have, its end among them
  /// @throws LimitExceededException if the line is longer; the bytes stay to be read
  @Suspends
  public String readLine(int limit) throws IOException {
    int length = find((byte) '\n', limit);
    if (length == 0) {
      return null;
    }
    byte[] line = take(length);
    int end = length;
    if (line[end - 1] == '\n') {
      end--;
      if (end > 0 && line[end - 1] == '\r') {
        end--;
      }
    }
    return new String(line, 0, end, StandardCharsets.UTF_8);
  }

  /// Waits for this separator and gives everything up to and with it.
  ///
  /// @param limit how many bytes that may be
  /// @throws LimitExceededException if it does not come within the limit; the bytes stay to be read
  /// @throws EOFException if the other end stops before; says how many bytes came, which stay to be
  ///   read
  @Suspends
  public byte[] readUntil(byte[] separator, int limit) throws IOException {
    requireAlone();
    if (separator.length == 0) {
      throw new IllegalArgumentException("the separator must have at least one byte");
    }
    requirePositive(limit);
    int from = 0;
    while (true) {
      int at = indexOf(separator, from);
      if (at >= 0 && at + separator.length <= limit) {
        return take(at + separator.length);
      }
      int available = available();
      if (at >= 0 || available >= limit) {
        throw new LimitExceededException("no separator within " + limit + " bytes");
      }
      if (!fill(limit)) {
        throw new EOFException(
            "expected a separator, the stream ended after " + available + " bytes");
      }
      from = Math.max(0, available - separator.length + 1);
    }
  }

  /// How many bytes the next line has, with its end; what is left at the end of the stream; 0 if
  /// nothing is.
  @Suspends
  private int find(byte end, int limit) throws IOException {
    requireAlone();
    requirePositive(limit);
    byte[] separator = {end};
    int from = 0;
    while (true) {
      int at = indexOf(separator, from);
      if (at >= 0 && at < limit) {
        return at + 1;
      }
      int available = available();
      if (at >= 0 || available >= limit) {
        throw new LimitExceededException("a line has more than " + limit + " bytes");
      }
      if (!fill(limit)) {
        return available;
      }
      from = available;
    }
  }

  private int indexOf(byte[] separator, int from) {
    int last = available() - separator.length;
    for (int i = from; i <= last; i++) {
      int matched = 0;
      while (matched < separator.length
          && buffered.get(buffered.position() + i + matched) == separator[matched]) {
        matched++;
      }
      if (matched == separator.length) {
        return i;
      }
    }
    return -1;
  }

  private int available() {
    return buffered == null ? 0 : buffered.remaining();
  }

  private int takeBuffered(ByteBuffer target) {
    int count = Math.min(target.remaining(), buffered.remaining());
    target.put(buffered.slice(buffered.position(), count));
    advance(count);
    return count;
  }

  private byte[] take(int count) {
    byte[] bytes = new byte[count];
    buffered.get(buffered.position(), bytes);
    advance(count);
    return bytes;
  }

  private void advance(int count) {
    buffered.position(buffered.position() + count);
    if (!buffered.hasRemaining()) {
      buffered = null;
    }
  }

  /// Waits for more bytes and keeps them; the buffer grows to at most this size, or one piece.
  ///
  /// @return false at the end of the stream
  @Suspends
  private boolean fill(int limit) throws IOException {
    ByteBuffer room = makeRoom(limit);
    int count;
    try {
      count = receive(room);
    } finally {
      buffered = room.position() == 0 ? null : room.flip();
    }
    return count >= 0;
  }

  /// A buffer with what is kept, ready to be written to. While a task waits it is this stream's
  /// only one.
  private ByteBuffer makeRoom(int limit) {
    int kept = available();
    if (buffered != null && buffered.capacity() - kept > 0) {
      return buffered.compact();
    }
    int capacity = Math.max(BUFFER, Math.min(limit, kept * 2));
    ByteBuffer room = ByteBuffer.allocate(capacity);
    if (buffered != null) {
      room.put(buffered);
    }
    return room;
  }

  @Suspends
  private int receive(ByteBuffer target) throws IOException {
    if (ended) {
      return -1;
    }
    reading = true;
    try {
      int count = transport.read(target);
      ended = count < 0;
      return count;
    } finally {
      reading = false;
    }
  }

  /// While a task waits for bytes the buffer is being filled: nobody else may look at it.
  private void requireAlone() {
    if (reading) {
      throw new IllegalStateException(this + ": two tasks cannot read at once");
    }
  }

  private static void requirePositive(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("the limit must be at least 1, got " + limit);
    }
  }

  // --- writing

  /// Writes all bytes between the buffer's position and its limit.
  @Suspends
  public void write(ByteBuffer bytes) throws IOException {
    try (var held = writing.acquire()) {
      if (cutShort) {
        throw new IOException(
            "an earlier write failed or was cancelled in the middle; nothing can follow it");
      }
      cutShort = true;
      transport.write(bytes);
      cutShort = false;
    }
  }

  /// Writes all these bytes.
  @Suspends
  public void write(byte[] bytes) throws IOException {
    write(ByteBuffer.wrap(bytes));
  }

  /// Writes this text in UTF-8.
  @Suspends
  public void write(String text) throws IOException {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Waits until everything that was written has been handed to the network.
  @Suspends
  public void flush() throws IOException {
    try (var held = writing.acquire()) {
      transport.flush();
    }
  }

  /// Tells the other end that nothing more comes (half-close), after everything that was written.
  /// Reading goes on.
  @Suspends
  public void shutdownOutput() throws IOException {
    try (var held = writing.acquire()) {
      transport.shutdownOutput();
    }
  }

  // --- the end

  /// Closes the stream. What was written and not yet sent is sent before, for which this waits at
  /// most five seconds. A task that is cancelled here, or was before, need not wait: use
  /// [#abort()].
  @Override
  @Suspends
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      Async.timeout(LINGER, transport::shutdownOutput);
    } catch (IOException | TimeoutException nothingToBeDone) {
      // the other end is gone or does not read: what is left cannot be sent
    } finally {
      transport.close();
    }
  }

  /// Closes the stream at once; what was not sent is lost. Never waits.
  public void abort() {
    closed = true;
    transport.close();
  }

  /// What this stands on, for whoever goes on with another protocol; this stream is not to be used
  /// after.
  ///
  /// @throws IllegalStateException if bytes were received that nobody has read
  Transport detach() {
    if (buffered != null) {
      throw new IllegalStateException(
          this + " holds " + available() + " bytes that nobody has read");
    }
    closed = true;
    return transport;
  }

  /// The address of this end.
  public SocketAddress localAddress() {
    return transport.localAddress();
  }

  /// The address of the other end.
  public SocketAddress remoteAddress() {
    return transport.remoteAddress();
  }

  @Override
  public String toString() {
    return "Stream [" + transport + (closed ? ", closed" : "") + "]";
  }
}
