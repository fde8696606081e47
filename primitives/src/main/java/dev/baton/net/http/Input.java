package dev.baton.net.http;

import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.Suspends;
import dev.baton.net.Stream;
import java.io.IOException;
import java.nio.ByteBuffer;

/// What has come from a client and was not taken yet, with limits on how long to wait for more.
final class Input {
  /// Answers of [#fill] and [#read] that are no count.
  static final int END = -1;

  static final int TOO_LATE = -2;

  private static final int BODY_CAPACITY = 16 * 1024;

  /// What a connection without a request holds.
  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  private final Stream stream;
  private final Deadline deadline;
  private final HeadBuffers buffers;
  private ByteBuffer buffer = NONE;

  /// The buffer's.
  private byte[] bytes = NONE.array();

  private int from;
  private int to;

  Input(Stream stream, Deadline deadline, HeadBuffers buffers) {
    this.stream = stream;
    this.deadline = deadline;
    this.buffers = buffers;
  }

  /// The loop's time in nanoseconds.
  long time() {
    return deadline.time();
  }

  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  boolean isEmpty() {
    return from == to;
  }

  int size() {
    return to - from;
  }

  /// The bytes before this position were taken.
  void takenTo(int position) {
    from = position;
    if (from == to) {
      from = 0;
      to = 0;
    }
  }

  /// Waits for more bytes of a head, which may take room for this many. Between two requests it
  /// waits without a buffer.
  ///
  /// @return how many came, [#END] or [#TOO_LATE]
  @Suspends
  int fill(int most, long nanos) throws IOException {
    release();
    return await(nanos, () -> receive(most));
  }

  /// The same for bytes around the chunks of a body, which keep their buffer.
  @Suspends
  int fillForBody(long nanos) throws IOException {
    if (bytes.length < BODY_CAPACITY) {
      moveTo(ByteBuffer.allocate(BODY_CAPACITY));
    }
    return await(nanos, () -> receive(BODY_CAPACITY));
  }

  @Suspends
  private int receive(int most) throws IOException {
    if (buffer == NONE) {
      stream.awaitReadable();
    }
    if (to == bytes.length) {
      makeRoom(most);
    }
    int count = stream.read(buffer.limit(bytes.length).position(to));
    if (count > 0) {
      to += count;
    }
    return count;
  }

  /// Takes bytes of a body, without a detour where none are left over from before.
  ///
  /// @return how many came, [#END] or [#TOO_LATE]
  @Suspends
  int read(ByteBuffer target, long nanos) throws IOException {
    if (isEmpty()) {
      return await(nanos, () -> stream.read(target));
    }
    Async.letOthersRun();
    int count = Math.min(size(), target.remaining());
    target.put(bytes, from, count);
    takenTo(from + count);
    return count;
  }

  /// Gives what [#fill] and [#read] give.
  interface Reading {
    @Suspends
    int read() throws IOException;
  }

  @Suspends
  private int await(long nanos, Reading reading) throws IOException {
    deadline.start(nanos);
    try {
      return reading.read();
    } catch (CancelledError cancelled) {
      if (deadline.stop()) {
        return TOO_LATE;
      }
      throw cancelled;
    } finally {
      deadline.stop();
    }
  }

  /// Gives the buffer back if nothing is in it.
  void release() {
    if (isEmpty()) {
      buffers.giveBack(buffer);
      use(NONE);
      from = 0;
      to = 0;
    }
  }

  /// Room at the beginning is used before a larger buffer is.
  private void makeRoom(int most) {
    if (buffer == NONE) {
      use(buffers.take());
    } else if (from > 0) {
      moveTo(buffer);
    } else {
      moveTo(ByteBuffer.allocate(Math.max(bytes.length + 1, Math.min(most, bytes.length * 2))));
    }
  }

  private void moveTo(ByteBuffer target) {
    System.arraycopy(bytes, from, target.array(), 0, size());
    to = size();
    from = 0;
    if (target != buffer) {
      buffers.giveBack(buffer);
      use(target);
    }
  }

  private void use(ByteBuffer target) {
    buffer = target;
    bytes = target.array();
  }
}
