package dev.baton.feed.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.HandshakeState;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.framing.BinaryFrame;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.ContinuousFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.framing.FramedataImpl1;
import org.java_websocket.framing.PingFrame;
import org.java_websocket.framing.PongFrame;
import org.java_websocket.framing.TextFrame;
import org.java_websocket.handshake.ClientHandshakeBuilder;
import org.java_websocket.handshake.HandshakeImpl1Client;
import org.java_websocket.handshake.Handshakedata;
import org.java_websocket.handshake.ServerHandshake;
import org.java_websocket.protocols.IProtocol;
import org.java_websocket.protocols.Protocol;

/// Java-WebSocket's `Draft_6455`: the one class that uses the library, and all that is used of it.
///
/// The draft turns frames and handshakes into bytes and back. It has no thread, does no I/O, and
/// knows no connection. What it does not do well is done before it gets anything:
///
/// - It allocates what the header of a frame declares, and keeps an unfinished frame for ever: it
///   gets one whole frame at a time, which a [FrameReader] has counted and checked.
/// - Of two frames in one buffer the second, if bad, loses the first: again, one at a time.
/// - It fails with a `NullPointerException` for a close frame whose reason is not UTF-8, and
///   forgets the payload of the others: it gets no close frames.
/// - It reads a whole head again whenever more of it comes, without a limit: it gets a whole one.
///
/// What it throws is answered with a close code, also what its authors did not mean to throw.
final class Codec {
  private static final String KEY = "Sec-WebSocket-Key";
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  /// Encodes what servers send, for all: without masks that changes nothing in the draft.
  private static final Codec UNMASKED = new Codec(Role.SERVER, List.of());

  private final Draft_6455 draft;

  /// The draft of one connection.
  Codec(Role role) {
    this(role, List.of());
  }

  /// The same for a handshake.
  ///
  /// @param protocols that are offered or spoken; none is always good, too
  Codec(Role role, List<String> protocols) {
    draft =
        new Draft_6455(
            List.of(),
            Stream.concat(protocols.stream(), Stream.of(""))
                .<IProtocol>map(Protocol::new)
                .toList());
    draft.setParseMode(
        role == Role.SERVER
            ? org.java_websocket.enums.Role.SERVER
            : org.java_websocket.enums.Role.CLIENT);
  }

  // --- frames

  /// The payload of this whole frame, unmasked.
  byte[] payload(byte[] bytes, int from, int length) throws ProtocolViolation {
    ByteBuffer frame = ByteBuffer.wrap(bytes, from, length);
    List<Framedata> frames = translate(frame);
    if (frames.size() != 1 || frame.hasRemaining()) {
      throw ProtocolViolation.of("bad frame");
    }
    return bytes(frames.getFirst().getPayloadData());
  }

  private List<Framedata> translate(ByteBuffer frame) throws ProtocolViolation {
    try {
      return draft.translateFrame(frame);
    } catch (InvalidDataException refused) {
      throw new ProtocolViolation(refused.getCloseCode(), "bad frame");
    } catch (RuntimeException unexpected) {
      throw ProtocolViolation.of("bad frame");
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    if (buffer.remaining() == buffer.array().length) {
      return buffer.array();
    }
    byte[] copy = new byte[buffer.remaining()];
    buffer.get(copy);
    return copy;
  }

  /// A frame as a server sends it.
  static byte[] unmasked(int opcode, byte[] payload) {
    return UNMASKED.encode(opcode, payload);
  }

  /// A frame as this end sends it; the payload stays as it is.
  byte[] encode(int opcode, byte[] payload) {
    return encode(opcode, ByteBuffer.wrap(payload));
  }

  /// The same for one that was made to be sent by servers.
  byte[] encode(Frame frame) {
    return encode(
        frame.opcode(), ByteBuffer.wrap(frame.wire(), frame.payloadStart(), frame.payloadLength()));
  }

  private byte[] encode(int opcode, ByteBuffer payload) {
    FramedataImpl1 frame = frame(opcode);
    frame.setPayload(payload);
    return bytes(draft.createBinaryFrame(frame));
  }

  private static FramedataImpl1 frame(int opcode) {
    return switch (opcode) {
      case Opcode.CONTINUATION -> new ContinuousFrame();
      case Opcode.TEXT -> new TextFrame();
      case Opcode.BINARY -> new BinaryFrame();
      case Opcode.PING -> new PingFrame();
      case Opcode.PONG -> new PongFrame();
      default -> throw new IllegalArgumentException("no frame to be sent has opcode " + opcode);
    };
  }

  /// A close frame as this end sends it.
  ///
  /// @param code [CloseCodes#NONE] for an empty one
  byte[] encodeClose(int code, String reason) {
    CloseFrame frame = new CloseFrame();
    frame.setReason(reason);
    frame.setCode(code);
    return bytes(draft.createBinaryFrame(frame));
  }

  // --- handshakes

  /// What proves that a server has understood the handshake with this key; empty if the draft finds
  /// the handshake bad.
  String accept(String key) {
    HandshakeImpl1Client request = new HandshakeImpl1Client();
    request.put("Upgrade", "websocket");
    request.put("Connection", "Upgrade");
    request.put("Sec-WebSocket-Version", "13");
    request.put(KEY, key);
    try {
      return draft.acceptHandshakeAsServer(request) == HandshakeState.MATCHED ? answer(key) : "";
    } catch (InvalidHandshakeException bad) {
      return "";
    }
  }

  /// RFC 6455, 1.3. The draft would give it too, but with a date in many words, for which a cold
  /// JVM takes a tenth of a second.
  private static String answer(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) { // each JDK has it
      throw new AssertionError(impossible);
    }
  }

  /// A request that a client sends, with a key that nobody can guess.
  ///
  /// @param bytes as they are sent
  record Request(ClientHandshakeBuilder handshake, byte[] bytes) {}

  /// @param fields names and values in turn, among them the host
  Request request(String target, List<String> fields) {
    ClientHandshakeBuilder request = new HandshakeImpl1Client();
    request.setResourceDescriptor(target);
    for (int i = 0; i < fields.size(); i += 2) {
      request.put(fields.get(i), fields.get(i + 1));
    }
    draft.postProcessHandshakeRequestAsClient(request);
    return new Request(request, bytes(draft.createHandshake(request).getFirst()));
  }

  /// Whether this head of a response answers the request as the protocol says.
  boolean accepts(Request request, String head) {
    ByteBuffer bytes = ByteBuffer.wrap(head.getBytes(StandardCharsets.ISO_8859_1));
    try {
      Handshakedata response = draft.translateHandshake(bytes);
      return response instanceof ServerHandshake server
          && draft.acceptHandshakeAsClient(request.handshake(), server) == HandshakeState.MATCHED;
    } catch (InvalidHandshakeException | RuntimeException bad) {
      return false;
    }
  }
}
