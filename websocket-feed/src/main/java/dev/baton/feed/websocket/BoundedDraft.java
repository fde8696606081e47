package dev.baton.feed.websocket;

import java.nio.ByteBuffer;
import java.util.List;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.Opcode;
import org.java_websocket.enums.Role;
import org.java_websocket.exceptions.IncompleteHandshakeException;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.exceptions.LimitExceededException;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.Handshakedata;
import org.java_websocket.protocols.Protocol;

/// RFC 6455 as Java-WebSocket speaks it, with two limits that it lacks.
///
/// - **A message may come in any number of frames**, and the library bounds each frame only: it
///   keeps what has come until the last one is there, which may be never ([issue
///   1508](https://github.com/TooTallNate/Java-WebSocket/issues/1508)). Here the bytes and the
///   frames of a message are counted, empty frames too, and one too many closes the connection with
///   1009.
/// - **The head of a handshake may be endless.** The library reads it again from its start with
///   each piece that comes, and takes 64 KiB of memory for the first. Here it is read when it is
///   whole, and may have 8 KiB.
///
/// No extension is offered or accepted: without compression, what is small on the wire cannot be
/// large here. Clients that ask for no sub-protocol are served too.
public final class BoundedDraft extends Draft_6455 {
  /// Frames of one message.
  public static final int MAX_FRAMES = 256;

  /// Bytes of a handshake's head.
  public static final int MAX_HEAD = 8 * 1024;

  private static final String PROTOCOL = "feed.v1";

  /// Two line ends.
  private static final int EMPTY_LINE = 0x0d0a_0d0a;

  /// For what comes of a head after its first piece.
  private static final int ROOM = 1024;

  /// Of the message that has begun.
  private int frames;

  private int bytes;

  /// @param maxMessage bytes of one message
  public BoundedDraft(int maxMessage) {
    super(List.of(), List.of(new Protocol(PROTOCOL), new Protocol("")), maxMessage);
  }

  /// Each connection gets its own.
  @Override
  public Draft copyInstance() {
    return new BoundedDraft(getMaxFrameSize());
  }

  @Override
  public void processFrame(WebSocketImpl socket, Framedata frame) throws InvalidDataException {
    if (isData(frame.getOpcode())) {
      count(frame);
    }
    super.processFrame(socket, frame);
  }

  /// Control frames may come in the middle of a message, and are no part of it.
  private static boolean isData(Opcode opcode) {
    return opcode == Opcode.CONTINUOUS || opcode == Opcode.TEXT || opcode == Opcode.BINARY;
  }

  private void count(Framedata frame) throws LimitExceededException {
    frames++;
    bytes += frame.getPayloadData().remaining();
    if (bytes > getMaxFrameSize()) {
      throw tooLarge(getMaxFrameSize(), "bytes");
    }
    if (frames > MAX_FRAMES) {
      throw tooLarge(MAX_FRAMES, "frames");
    }
    if (frame.isFin()) {
      frames = 0;
      bytes = 0;
    }
  }

  private static LimitExceededException tooLarge(int most, String what) {
    return new LimitExceededException("a message has more than " + most + " " + what, most);
  }

  @Override
  public Handshakedata translateHandshake(ByteBuffer head) throws InvalidHandshakeException {
    int end = end(head);
    int length = (end < 0 ? head.limit() : end) - head.position();
    if (length > MAX_HEAD) {
      throw new InvalidHandshakeException("the handshake has more than " + MAX_HEAD + " bytes");
    }
    if (!isHttp(head)) {
      throw new InvalidHandshakeException("this is no handshake");
    }
    if (end < 0) {
      throw new IncompleteHandshakeException(length + ROOM);
    }
    return super.translateHandshake(head);
  }

  /// The position after the empty line that ends a head; -1 if it has not come.
  private static int end(ByteBuffer head) {
    for (int i = head.position() + 4; i <= head.limit(); i++) {
      if (head.getInt(i - 4) == EMPTY_LINE) {
        return i;
      }
    }
    return -1;
  }

  /// Whether it begins as it must, as far as it has come: who speaks something else may never send
  /// the end of a head.
  private boolean isHttp(ByteBuffer head) {
    String begin = role == Role.CLIENT ? "HTTP/1.1 " : "GET ";
    for (int i = 0; i < Math.min(begin.length(), head.remaining()); i++) {
      if (head.get(head.position() + i) != begin.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
