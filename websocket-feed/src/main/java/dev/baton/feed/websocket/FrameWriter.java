package dev.baton.feed.websocket;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.ReturnWhen;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TimeoutException;
import dev.baton.net.Stream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// Sends: control frames first, then what the source gives, then the close frame.
///
/// ```text
///            flushSoon                      the socket took all
///   IDLE ---------------> SCHEDULED ----------------------------------> IDLE
///     ^                       |  it did not                  64 KiB are a turn: SCHEDULED again
///     |                       v
///     +-------------------- TASK: writes and flushes what is left
/// ```
///
/// Most connections are never behind: a callback writes to the socket, and no task is needed. A
/// connection that is behind asks the source for nothing, so what waits for it stays in the source.
final class FrameWriter {
  private final EventLoop loop = EventLoop.running();
  private final ByteBuffer buffer = GatherBuffer.of(loop);
  private final Runnable flush = this::flush;
  private final Stream stream;
  private final Role role;
  private final Codec codec;
  private final FrameSource source;
  private final Runnable onBehind;
  private final Consumer<IOException> onBroken;

  /// The frame that is being sent, and how much of it was; null between two.
  private byte[] current;

  private int at;

  /// The newest ping's payload, to be answered; null if there is none.
  private byte[] pong;

  /// To be sent; null if there is none.
  private byte[] ping;

  /// Encoded; null if there is none.
  private byte[] close;

  /// The close frame does not wait for the source.
  private boolean closeFirst;

  private boolean closeBegun;
  private boolean scheduled;
  private boolean stopped;

  /// Null unless the socket could not take all.
  private Task<Void> task;

  /// When something of what it writes was last seen to be taken, and how much there was left.
  private long progress;

  private int unsent;

  /// @param onBehind runs when the socket has not taken all
  FrameWriter(
      Stream stream,
      Role role,
      Codec codec,
      FrameSource source,
      Runnable onBehind,
      Consumer<IOException> onBroken) {
    this.stream = stream;
    this.role = role;
    this.codec = codec;
    this.source = source;
    this.onBehind = onBehind;
    this.onBroken = onBroken;
  }

  // --- what is to be sent

  /// Answers a ping, in place of an earlier one that was not answered: only the newest must be (RFC
  /// 6455, 5.5.3), and so a flood of them costs nothing.
  void pong(byte[] payload) {
    pong = payload;
    flushSoon();
  }

  void ping(byte[] payload) {
    ping = payload;
    flushSoon();
  }

  /// @param first before anything that the source still gives
  void close(int code, String reason, boolean first) {
    if (!closeBegun) {
      close = codec.encodeClose(code, reason);
      closeFirst = first;
      flushSoon();
    }
  }

  /// The close frame waits for nothing any more.
  void hurryClose() {
    closeFirst = true;
    flushSoon();
  }

  /// In the next turn, so that what comes until then goes in the same write.
  void flushSoon() {
    if (!scheduled && task == null) {
      scheduled = true;
      loop.callSoon(flush);
    }
  }

  // --- sending

  private void flush() {
    scheduled = false;
    if (task == null && !stopped) {
      try {
        flushNow();
      } catch (IOException broken) {
        onBroken.accept(broken);
      } catch (RuntimeException ofTheSource) {
        onBroken.accept(new IOException("the source of frames has failed", ofTheSource));
        throw ofTheSource;
      }
    }
  }

  /// @return false if there was nothing to be sent
  private boolean flushNow() throws IOException {
    ByteBuffer out = gather();
    if (!out.hasRemaining()) {
      return false;
    }
    boolean full = out.limit() == out.capacity();
    if (!stream.writeNow(out) || stream.unsent() > 0) {
      startTask(out);
    } else if (full) {
      flushSoon();
    }
    return true;
  }

  private ByteBuffer gather() {
    ByteBuffer out = buffer.clear();
    while (out.hasRemaining() && (current != null || takeNext())) {
      int count = Math.min(out.remaining(), current.length - at);
      out.put(current, at, count);
      at += count;
      if (at == current.length) {
        current = null;
      }
    }
    return out.flip();
  }

  private boolean takeNext() {
    at = 0;
    current = closeBegun ? null : nextControl();
    if (current == null && !closeBegun) {
      current = nextData();
    }
    if (current == null && !closeBegun && close != null) {
      current = takeClose();
    }
    return current != null;
  }

  private byte[] nextControl() {
    byte[] next = null;
    if (pong != null) {
      next = codec.encode(Opcode.PONG, pong);
      pong = null;
    } else if (close != null && closeFirst) {
      next = takeClose();
    } else if (ping != null) {
      next = codec.encode(Opcode.PING, ping);
      ping = null;
    }
    return next;
  }

  private byte[] takeClose() {
    closeBegun = true;
    return close;
  }

  private byte[] nextData() {
    Frame next = source.poll();
    if (next == null) {
      return null;
    }
    return role == Role.SERVER ? next.wire() : codec.encode(next);
  }

  // --- when the socket does not take all

  private void startTask(ByteBuffer left) {
    byte[] rest = bytes(left);
    progress = loop.time();
    unsent = stream.unsent();
    task = Async.spawn("WebSocket writer", () -> drain(ByteBuffer.wrap(rest)));
    task.addDoneCallback(this::onTaskEnd);
    onBehind.run();
  }

  /// Nobody may wait with the shared buffer in hand.
  private static byte[] bytes(ByteBuffer buffer) {
    byte[] copy = new byte[buffer.remaining()];
    buffer.get(copy);
    return copy;
  }

  @Suspends
  private void drain(ByteBuffer rest) {
    try {
      if (rest.hasRemaining()) {
        stream.write(rest);
      }
      stream.flush();
    } catch (IOException broken) {
      onBroken.accept(broken);
    }
  }

  /// One that was cancelled may have sent a part of a frame, or nothing: no other can follow.
  private void onTaskEnd(Future<Void> ended) {
    task = null;
    if (ended.isCancelled()) {
      onBroken.accept(new IOException("writing was cancelled"));
    } else {
      flushSoon();
    }
  }

  /// Since when nothing of what waits was seen to be taken, by the loop's clock; -1 if nothing
  /// waits.
  long stalledSince() {
    if (task == null) {
      return -1;
    }
    if (stream.unsent() != unsent) {
      unsent = stream.unsent();
      progress = loop.time();
    }
    return progress;
  }

  // --- the end

  /// Waits until everything was sent that is to be sent.
  @Suspends
  void finish() throws IOException {
    do {
      Async.letOthersRun();
      awaitTask();
    } while (flushNow());
  }

  /// Sends the close frame, if that needs no waiting.
  ///
  /// @throws TimeoutException if it does
  @Suspends
  void sendLast() throws IOException {
    closeFirst = true;
    if (task == null) {
      byte[] last = bytes(gather());
      Async.timeout(Duration.ZERO, () -> stream.write(last));
    }
  }

  /// Asks the source for nothing any more, and sends nothing.
  void stop() {
    stopped = true;
  }

  /// Waits until no task writes; after the stream was aborted that is soon.
  @Suspends
  void awaitTask() {
    while (task != null) {
      Async.wait(List.of(task), ReturnWhen.ALL_COMPLETED);
      if (task != null) {
        Async.yieldNow(); // it has ended; what follows from that comes in this turn
      }
    }
  }
}
