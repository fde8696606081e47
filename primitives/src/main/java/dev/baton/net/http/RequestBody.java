package dev.baton.net.http;

import dev.baton.Suspends;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What a client sends with its request. It is read as it comes: a client that waits for `100
/// Continue` is told to go on by the first read. Only the task that handles the request may read. A
/// body of which much is left when the response has been sent ends the connection.
public final class RequestBody {
  private static final int LARGEST_PIECE = 16 * 1024;
  private static final byte[] NOTHING = {};

  /// Of what a handler has left, this much is read to keep the connection.
  private static final int MOST_TO_SKIP = 64 * 1024;

  private final Input input;
  private final Output output;
  private final long length;

  /// Null if the body has a length.
  private final ChunkParser chunks;

  /// Of a body with a length.
  private long left;

  private boolean continueExpected;

  /// How long reads may still wait.
  private long patience;

  /// Why it cannot be read to its end.
  private IOException failure;

  RequestBody(Input input, Output output, Head head, HttpSettings settings) {
    this.input = input;
    this.output = output;
    this.length = head.length();
    this.left = Math.max(0, length);
    this.chunks =
        head.isChunked() ? new ChunkParser(settings.maxBody(), settings.maxHeaderBytes()) : null;
    this.continueExpected = head.expectContinue() && head.hasBody();
    this.patience = head.hasBody() ? settings.bodyLimit().toNanos() : 0;
  }

  /// How many bytes it has; 0 if there is none, -1 if it comes in chunks.
  public long length() {
    return length;
  }

  /// Waits for the next piece of at most this many bytes; empty at the end.
  ///
  /// @throws HttpException if it is wrongly framed (400), too large (413) or too slow (408)
  /// @throws EOFException if the client stops before the end
  @Suspends
  public byte[] read(int most) throws IOException {
    if (most < 1) {
      throw new IllegalArgumentException("most must be at least 1, got " + most);
    }
    long ahead = awaitData();
    if (ahead == 0) {
      return NOTHING;
    }
    byte[] piece = new byte[(int) Math.min(ahead, Math.min(most, LARGEST_PIECE))];
    int count = read(ByteBuffer.wrap(piece));
    return count == piece.length ? piece : Arrays.copyOf(piece, count);
  }

  /// Waits for bytes and takes what fits.
  ///
  /// @return how many came, or -1 at the end
  /// @throws IOException as [#read(int)]
  @Suspends
  public int read(ByteBuffer target) throws IOException {
    if (!target.hasRemaining()) {
      throw new IllegalArgumentException("the target of read() has no room");
    }
    long ahead = awaitData();
    if (ahead == 0) {
      return -1;
    }
    int limit = target.limit();
    target.limit(target.position() + (int) Math.min(ahead, target.remaining()));
    try {
      int count = await(() -> input.read(target, patience));
      took(count);
      return count;
    } catch (IOException broken) {
      throw failed(broken);
    } finally {
      target.limit(limit);
    }
  }

  /// Waits for all of it.
  ///
  /// @param limit how many bytes that may be
  /// @throws HttpException if there are more (413), and as [#read(int)]
  @Suspends
  public byte[] readAll(int limit) throws IOException {
    if (limit < 0) {
      throw new IllegalArgumentException("limit must be at least 0, got " + limit);
    }
    byte[] all = new byte[(int) Math.min(limit, Math.max(length, 1_024))];
    int size = 0;
    while (awaitData() > 0) {
      if (size == limit || length > limit) {
        throw new HttpException(413, "the body has more than " + limit + " bytes");
      }
      if (size == all.length) {
        all = Arrays.copyOf(all, (int) Math.min(limit, size * 2L));
      }
      size += read(ByteBuffer.wrap(all, size, all.length - size));
    }
    return size == all.length ? all : Arrays.copyOf(all, size);
  }

  /// Waits for all of it as text in UTF-8; bytes that are none become U+FFFD.
  ///
  /// @param limit how many bytes that may be
  /// @throws HttpException as [#readAll(int)]
  @Suspends
  public String readText(int limit) throws IOException {
    return new String(readAll(limit), StandardCharsets.UTF_8);
  }

  /// Waits until data comes next.
  ///
  /// @return how many bytes of it at least; 0 at the end
  @Suspends
  private long awaitData() throws IOException {
    if (failure != null) {
      throw failure;
    }
    if (isEnded()) {
      return 0;
    }
    try {
      tellToContinue();
      return chunks == null ? left : awaitChunk();
    } catch (IOException reason) {
      throw failed(reason);
    }
  }

  @Suspends
  private void tellToContinue() throws IOException {
    if (continueExpected) {
      continueExpected = false;
      if (input.isEmpty()) { // a client that has begun to send did not wait
        output.sendContinue();
      }
    }
  }

  @Suspends
  private long awaitChunk() throws IOException {
    while (true) {
      input.takenTo(chunks.parse(input.bytes(), input.from(), input.to()));
      if (chunks.isEnded() || chunks.left() > 0) {
        return chunks.left();
      }
      await(() -> input.fillForBody(patience));
    }
  }

  /// Waits for bytes. The time counts however the wait ends: a handler may end it by a limit of its
  /// own, and ask again.
  ///
  /// @return how many came
  @Suspends
  private int await(Input.Reading reading) throws IOException {
    long begin = input.time();
    int answer;
    try {
      answer = reading.read();
    } finally {
      patience = Math.max(1, patience - (input.time() - begin));
    }
    if (answer == Input.TOO_LATE) {
      throw new HttpException(408, "the body did not come in time");
    }
    if (answer == Input.END) {
      throw new EOFException("the client closed the connection before the end of its request");
    }
    return answer;
  }

  private void took(int count) {
    if (chunks == null) {
      left -= count;
    } else {
      chunks.took(count);
    }
  }

  private IOException failed(IOException reason) {
    failure = reason;
    return reason;
  }

  private boolean isEnded() {
    return chunks == null ? left == 0 : chunks.isEnded();
  }

  /// Why the connection is of no use any more; null if it is.
  IOException brokenBy() {
    return failure instanceof HttpException ? null : failure;
  }

  /// True if what is left can be skipped, as far as that is known.
  boolean canBeSkipped() {
    return failure == null && (isEnded() || !continueExpected && left <= MOST_TO_SKIP);
  }

  /// Reads what the handler has left.
  ///
  /// @return false if that is too much
  @Suspends
  boolean skip() throws IOException {
    if (isEnded()) {
      return true;
    }
    ByteBuffer waste = ByteBuffer.allocate(8 * 1024);
    for (int skipped = 0; skipped <= MOST_TO_SKIP; ) {
      int count = read(waste.clear());
      if (count < 0) {
        return true;
      }
      skipped += count;
    }
    return false;
  }
}
