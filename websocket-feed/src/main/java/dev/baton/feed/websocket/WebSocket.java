package dev.baton.feed.websocket;

import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Handle;
import dev.baton.Suspends;
import dev.baton.TimeoutException;
import dev.baton.net.Stream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.LongConsumer;

/// One end of a connection after its handshake (RFC 6455): messages come in, frames go out.
///
/// ```java
/// WebSocket.run(stream, Role.CLIENT, WebSocketSettings.defaults(), source, socket -> {
///   while (true) {
///     show(socket.receive());
///   }
/// });
/// ```
///
/// - **Receiving** is for the task of the body. While it does, pings are answered, and the other
///   end is watched: it is given up when nothing comes for too long, and closed with 1008 when a
///   frame or a message does not end. Who does not receive lets the other end wait, which then may
///   find this one dead.
/// - **Sending** is for the [FrameSource]: it is asked while the socket takes more. `wake()` says
///   that it has something.
/// - **The end** of the body is that of the connection: a close frame is sent and the other end's
///   is awaited, if none was yet, and the server closes the connection first. All that within
///   [WebSocketSettings#closeTime()].
///
/// ```text
///            close(): CLOSING ----------- their close frame ---+
///   OPEN --- they break the protocol: FAILED -- we discard ----+--> ENDED
///     +----- their close frame: ANSWERING -- ours is sent -----+
///     +----- the connection breaks, they are dead, abort() ----+
/// ```
public final class WebSocket {
  /// What a connection is for.
  ///
  /// @param <X> what it throws
  @FunctionalInterface
  public interface Body<X extends Exception> {
    /// Uses the connection; its end is the connection's.
    @Suspends
    void run(WebSocket socket) throws IOException, X;
  }

  private enum State {
    OPEN,
    CLOSING,
    ANSWERING,
    FAILED,
    ENDED
  }

  /// More of them would let the frames of one connection hold up the others for too long.
  private static final int LARGEST_READ = 16 * 1024;

  private static final int MOST_REASON_BYTES = 123;
  private static final long NEVER = Long.MAX_VALUE;

  /// How much later than it should a timer fires where this end has stood still itself: then it has
  /// to listen before it says that nothing came.
  private static final long STOOD_STILL = Duration.ofSeconds(1).toNanos();

  private final EventLoop loop = EventLoop.running();
  private final Stream stream;
  private final Role role;
  private final WebSocketSettings settings;
  private final FrameReader reader;
  private final FrameWriter writer;

  private State state = State.OPEN;

  /// Why it is not open; what [#receive()] throws when there is nothing more to come.
  private IOException end;

  private LongConsumer onPong = _ -> {};

  /// The times by which this is watched, by the loop's clock.
  private long lastHeard = loop.time();

  private long frameSince = NEVER;
  private long messageSince = NEVER;
  private long closeUntil = NEVER;

  /// Since when it receives; [#NEVER] while it does not.
  private long receivingSince = NEVER;

  /// One timer for all of them; it may fire too early, and then is set anew.
  private Handle timer;

  private long timerWhen = NEVER;

  private WebSocket(Stream stream, Role role, WebSocketSettings settings, FrameSource source) {
    this.stream = stream;
    this.role = role;
    this.settings = settings;
    Codec codec = new Codec(role);
    this.reader = new FrameReader(role, codec, settings);
    this.writer = new FrameWriter(stream, role, codec, source, this::watch, this::lose);
  }

  /// Runs the body with a connection over this stream, whose handshake is done, and then closes it.
  ///
  /// @throws IOException what [#receive()] throws, if the body lets it out
  /// @throws X what the body throws
  @Suspends
  public static <X extends Exception> void run(
      Stream stream, Role role, WebSocketSettings settings, FrameSource source, Body<X> body)
      throws IOException, X {
    WebSocket socket = new WebSocket(stream, role, settings, source);
    socket.writer.flushSoon(); // the source may have something already
    int code = CloseCodes.INTERNAL_ERROR;
    try {
      body.run(socket);
      code = CloseCodes.NORMAL;
    } catch (CancelledError cancelled) {
      code = CloseCodes.GOING_AWAY;
      throw cancelled;
    } finally {
      socket.finish(code);
    }
  }

  // --- receiving

  /// Waits for the next whole message, and gives it.
  ///
  /// @throws WebSocketClosedException if one of the ends has closed the connection
  /// @throws IOException if it broke, or the other end is dead
  @Suspends
  public Message receive() throws IOException {
    Async.letOthersRun();
    receivingSince = loop.time();
    watch();
    try {
      while (true) {
        if (next() instanceof Received.Data data && state == State.OPEN) {
          return data.message();
        }
      }
    } finally {
      receivingSince = NEVER;
    }
  }

  /// The next message, or control frame that was dealt with.
  @Suspends
  private Received next() throws IOException {
    while (true) {
      Received received = isReading() ? read() : null;
      if (received != null) {
        deal(received);
        return received;
      }
      awaitBytes();
    }
  }

  private boolean isReading() {
    return state == State.OPEN || state == State.CLOSING;
  }

  private Received read() throws WebSocketClosedException {
    try {
      long whole = reader.wholeFrames();
      Received received = reader.next();
      if (reader.wholeFrames() > whole) {
        frameSince = NEVER; // what has begun is another
      }
      frameSince = reader.isInFrame() ? Math.min(frameSince, lastHeard) : NEVER;
      messageSince = reader.isInMessage() ? Math.min(messageSince, lastHeard) : NEVER;
      return received;
    } catch (ProtocolViolation violation) {
      throw fail(violation.code(), violation.getMessage());
    }
  }

  @Suspends
  private void awaitBytes() throws IOException {
    requireMore();
    watch();
    byte[] piece;
    try {
      piece = stream.read(LARGEST_READ);
    } catch (IOException broken) {
      lose(broken);
      throw end;
    }
    if (piece.length == 0) {
      lose(new IOException("the connection ended without a close frame"));
      throw end;
    }
    lastHeard = loop.time();
    if (state != State.FAILED) {
      reader.add(piece);
    }
  }

  private void requireMore() throws IOException {
    if (state == State.ANSWERING || state == State.ENDED) {
      throw end;
    }
  }

  private void deal(Received received) throws WebSocketClosedException {
    switch (received) {
      case Received.Ping ping -> writer.pong(ping.payload());
      case Received.Pong pong -> {
        if (pong.payload().length == Long.BYTES) {
          onPong.accept(ByteBuffer.wrap(pong.payload()).getLong());
        }
      }
      case Received.Close close -> throw closed(close);
      case Received.Data _ -> {
        // for the caller
      }
    }
  }

  private WebSocketClosedException closed(Received.Close close) {
    if (state == State.OPEN) {
      end = new WebSocketClosedException(close.code(), close.reason(), false);
      writer.close(close.code(), "", true);
      limitClosing();
    } else {
      writer.hurryClose();
    }
    state = State.ANSWERING;
    return (WebSocketClosedException) end;
  }

  /// When a byte has come for the last time, by the loop's clock.
  public long lastHeard() {
    return lastHeard;
  }

  // --- sending

  /// The source has something to be sent.
  public void wake() {
    if (state == State.OPEN) {
      writer.flushSoon();
    }
  }

  /// Sends a ping with this token, in place of an earlier one that was not sent yet.
  public void ping(long token) {
    if (state == State.OPEN) {
      writer.ping(ByteBuffer.allocate(Long.BYTES).putLong(token).array());
    }
  }

  /// Gives the tokens of pings to this when they come back; it must not wait. A pong that no ping
  /// has asked for may come too.
  public void onPong(LongConsumer action) {
    onPong = action;
  }

  // --- the end

  /// Closes the connection: what the source still gives is sent, then the close frame. Does not
  /// wait. [#receive()] gives no message any more; it throws when the other end has closed too, or
  /// the time to close is over. Does nothing if it is being closed already.
  ///
  /// @param code of [CloseCodes], or from 3000 to 4999
  /// @param reason cut after 123 bytes
  public void close(int code, String reason) {
    if (!CloseCodes.canBeSent(code)) {
      throw new IllegalArgumentException("close code must be one that can be sent, got " + code);
    }
    if (state == State.OPEN) {
      state = State.CLOSING;
      end = new WebSocketClosedException(code, reason, true);
      writer.close(code, shortened(reason), false);
      limitClosing();
    }
  }

  private static String shortened(String reason) {
    String ascii = reason.replaceAll("[^ -~]", "?");
    return ascii.length() <= MOST_REASON_BYTES
        ? ascii
        : ascii.substring(0, MOST_REASON_BYTES - 3) + "...";
  }

  /// Ends the connection at once.
  public void abort() {
    lose(new IOException("the connection was aborted"));
  }

  /// The other end has broken the protocol: it is told, and nothing that it sends is looked at.
  private WebSocketClosedException fail(int code, String reason) {
    if (state == State.OPEN) {
      end = new WebSocketClosedException(code, reason, true);
      writer.close(code, shortened(reason), true);
      limitClosing();
    }
    state = State.FAILED;
    return (WebSocketClosedException) end;
  }

  private void lose(IOException reason) {
    if (end == null) {
      end = reason;
    }
    state = State.ENDED;
    writer.stop();
    stream.abort();
  }

  private void limitClosing() {
    closeUntil = loop.time() + settings.closeTime().toNanos();
    watch();
  }

  /// Whatever the body has left to do.
  @Suspends
  private void finish(int code) {
    try {
      close(code, "");
      if (Async.currentTask().cancelling() > 0) {
        writer.sendLast();
        stream.close();
      } else {
        sayGoodbye();
      }
    } catch (IOException | TimeoutException over) {
      // it ends, which is what was wanted
    } finally {
      state = State.ENDED;
      stopTimer();
      writer.stop();
      stream.abort();
      writer.awaitTask();
    }
  }

  /// The server closes first (RFC 6455, 7.1.1), in the way that loses nothing: it says that it
  /// sends no more, and reads until the other end has closed too. A client waits for that.
  @Suspends
  private void sayGoodbye() throws IOException {
    awaitTheirs();
    if (state == State.ENDED) {
      return;
    }
    writer.finish();
    if (role == Role.SERVER || state == State.FAILED) {
      stream.shutdownOutput();
    }
    while (stream.read(LARGEST_READ).length > 0) {
      // nothing that comes now counts
    }
    stream.close();
  }

  @Suspends
  private void awaitTheirs() {
    try {
      while (state == State.CLOSING) {
        next();
      }
    } catch (IOException closed) {
      // or broken: the state tells
    }
  }

  // --- time

  /// Sees to it that the timer fires when the first of the times is over.
  private void watch() {
    long due = due();
    if (due < timerWhen && state != State.ENDED) {
      stopTimer();
      timerWhen = due;
      timer = loop.callAt(due, this::onTimer);
    }
  }

  private void stopTimer() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
    timerWhen = NEVER;
  }

  private long due() {
    long due = Math.min(closeUntil, Math.min(stallDue(), stallLook()));
    if (receivingSince != NEVER && state == State.OPEN) {
      due = Math.min(due, silenceDue());
      due = Math.min(due, after(frameSince, settings.frameTime()));
      due = Math.min(due, after(messageSince, settings.messageTime()));
    }
    return due;
  }

  private long silenceDue() {
    return after(Math.max(lastHeard, receivingSince), settings.silence());
  }

  private long stallDue() {
    long since = writer.stalledSince();
    return since < 0 ? NEVER : after(since, settings.stall());
  }

  /// To look in between, too: what is taken must not seem to be taken later than it was.
  private long stallLook() {
    return stallDue() == NEVER ? NEVER : after(loop.time(), settings.stall().dividedBy(4));
  }

  private static long after(long since, Duration time) {
    return since == NEVER ? NEVER : since + time.toNanos();
  }

  private void onTimer() {
    long late = loop.time() - timerWhen;
    timer = null;
    timerWhen = NEVER;
    if (late > STOOD_STILL) {
      excuse(late);
    }
    judge(loop.time());
    watch();
  }

  /// This end has stood still: what came meanwhile could not be seen.
  private void excuse(long late) {
    lastHeard += late;
    frameSince = frameSince == NEVER ? NEVER : frameSince + late;
    messageSince = messageSince == NEVER ? NEVER : messageSince + late;
  }

  private void judge(long now) {
    if (closeUntil <= now) {
      lose(end);
    } else if (stallDue() <= now) {
      lose(new IOException("the other end has taken nothing for " + text(settings.stall())));
    } else if (receivingSince != NEVER && state == State.OPEN) {
      judgeReceiving(now);
    }
  }

  private void judgeReceiving(long now) {
    if (silenceDue() <= now) {
      lose(new IOException("nothing has come for " + text(settings.silence())));
    } else if (after(frameSince, settings.frameTime()) <= now) {
      fail(CloseCodes.POLICY, "a frame took more than " + text(settings.frameTime()));
    } else if (after(messageSince, settings.messageTime()) <= now) {
      fail(CloseCodes.POLICY, "a message took more than " + text(settings.messageTime()));
    }
  }

  private static String text(Duration time) {
    return time.toMillis() / 1000.0 + " s";
  }

  @Override
  public String toString() {
    return "WebSocket [" + role + ", " + state + ", " + stream + "]";
  }
}
