package dev.baton.feed.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.HandshakeState;
import org.java_websocket.enums.Opcode;
import org.java_websocket.enums.Role;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.LimitExceededException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.framing.TextFrame;
import org.java_websocket.handshake.HandshakeImpl1Client;
import org.java_websocket.handshake.HandshakeImpl1Server;
import org.java_websocket.handshake.ServerHandshake;
import org.java_websocket.protocols.Protocol;
import org.junit.jupiter.api.Test;

/// What [Codec] relies on in Java-WebSocket, and what it guards against: a release in which any of
/// this is different fails here. What is better there may then be left to the library.
class LibraryTest {
  private static final byte[] NOT_UTF8 = {(byte) 0xed, (byte) 0xa0, (byte) 0x80};

  private static Draft_6455 draft(Role role) {
    Draft_6455 draft = new Draft_6455(List.of(), List.of(new Protocol("")));
    draft.setParseMode(role);
    return draft;
  }

  private static List<Framedata> translate(byte[] bytes) throws InvalidDataException {
    return draft(Role.SERVER).translateFrame(ByteBuffer.wrap(bytes));
  }

  private static byte[] fromClient(int first, byte[] payload) {
    return Wire.frame(dev.baton.feed.websocket.Role.CLIENT, first, payload);
  }

  // --- what the adapter relies on

  @Test
  void aDraftHasNoStateButOfUnfinishedFramesAndOfTheHandshake() {
    assertThat(
            Stream.of(Draft_6455.class, Draft_6455.class.getSuperclass())
                .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .map(Field::getName))
        .containsExactlyInAnyOrder(
            "log",
            "negotiatedExtension",
            "defaultExtension",
            "knownExtensions",
            "currentDecodingExtension",
            "protocol",
            "knownProtocols",
            "currentContinuousFrame",
            "byteBufferList",
            "incompleteframe",
            "reuseableRandom",
            "maxFrameSize",
            "role",
            "continuousFrameType");
  }

  @Test
  void oneWholeFrameGivesOneFrameAndIsUsedUp() throws InvalidDataException {
    for (int size : new int[] {0, 125, 126, 65_535, 65_536}) {
      for (int first : new int[] {0x81, 0x01, 0x82, 0x80, 0x00}) {
        byte[] payload = new byte[size];
        Arrays.fill(payload, (byte) 'x');
        ByteBuffer buffer = ByteBuffer.wrap(fromClient(first, payload));
        List<Framedata> frames = draft(Role.SERVER).translateFrame(buffer);
        assertThat(frames).hasSize(1);
        assertThat(buffer.hasRemaining()).isFalse();
        assertThat(frames.getFirst().isFin()).isEqualTo((first & 0x80) != 0);
        ByteBuffer got = frames.getFirst().getPayloadData();
        assertThat(got.array()).hasSize(size).isEqualTo(payload);
      }
    }
  }

  @Test
  void aFrameMayLieAnywhereInAnArray() throws InvalidDataException {
    byte[] frame = fromClient(0x82, Wire.utf8("payload"));
    byte[] around = Wire.join(new byte[10], frame, new byte[10]);
    ByteBuffer buffer = ByteBuffer.wrap(around, 10, frame.length);
    Framedata got = draft(Role.SERVER).translateFrame(buffer).getFirst();
    assertThat(got.getPayloadData().array()).isEqualTo(Wire.utf8("payload"));
    assertThat(around).isEqualTo(Wire.join(new byte[10], frame, new byte[10]));
  }

  @Test
  void aServersFrameIsEncodedPlainly() {
    TextFrame frame = new TextFrame();
    frame.setPayload(ByteBuffer.wrap(Wire.utf8("text")));
    assertThat(draft(Role.SERVER).createBinaryFrame(frame).array())
        .isEqualTo(Wire.text(dev.baton.feed.websocket.Role.SERVER, "text"));
  }

  @Test
  void aClientsFramesHaveMasksThatDiffer() {
    Draft_6455 draft = draft(Role.CLIENT);
    byte[] payload = Wire.utf8("payload that stays as it is");
    List<ByteBuffer> masks =
        Stream.generate(
                () -> {
                  TextFrame frame = new TextFrame();
                  frame.setPayload(ByteBuffer.wrap(payload));
                  byte[] wire = draft.createBinaryFrame(frame).array();
                  assertThat(wire).hasSize(6 + payload.length);
                  for (int i = 0; i < payload.length; i++) {
                    assertThat((byte) (wire[6 + i] ^ wire[2 + (i & 3)])).isEqualTo(payload[i]);
                  }
                  return ByteBuffer.wrap(wire, 2, 4);
                })
            .limit(1_000)
            .toList();
    assertThat(masks).doesNotHaveDuplicates();
    assertThat(payload).isEqualTo(Wire.utf8("payload that stays as it is"));
  }

  @Test
  void closeFramesAreEncodedWithAndWithoutCode() {
    CloseFrame empty = new CloseFrame();
    empty.setReason("");
    empty.setCode(CloseFrame.NOCODE);
    assertThat(draft(Role.SERVER).createBinaryFrame(empty).array()).containsExactly(0x88, 0);
    CloseFrame full = new CloseFrame();
    full.setReason("bye");
    full.setCode(4_503);
    assertThat(draft(Role.SERVER).createBinaryFrame(full).array())
        .isEqualTo(Wire.close(dev.baton.feed.websocket.Role.SERVER, 4_503, "bye"));
  }

  @Test
  void theHandshakeIsTheRfcsExample() throws Exception {
    HandshakeImpl1Client request = new HandshakeImpl1Client();
    request.put("Sec-WebSocket-Version", "13");
    request.put("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
    Draft_6455 server = draft(Role.SERVER);
    assertThat(server.acceptHandshakeAsServer(request)).isEqualTo(HandshakeState.MATCHED);
    assertThat(
            server
                .postProcessHandshakeResponseAsServer(request, new HandshakeImpl1Server())
                .getFieldValue("Sec-WebSocket-Accept"))
        .isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
        .isEqualTo(
            new Codec(dev.baton.feed.websocket.Role.SERVER).accept("dGhlIHNhbXBsZSBub25jZQ=="));

    Draft_6455 client = draft(Role.CLIENT);
    for (String accept : new String[] {"s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", "wrong"}) {
      String head =
          "HTTP/1.1 101 \r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
              + accept
              + "\r\n\r\n";
      ServerHandshake answer =
          (ServerHandshake) client.translateHandshake(ByteBuffer.wrap(Wire.ascii(head)));
      assertThat(client.acceptHandshakeAsClient(request, answer))
          .isEqualTo(accept.equals("wrong") ? HandshakeState.NOT_MATCHED : HandshakeState.MATCHED);
    }
  }

  // --- what the adapter guards against

  @Test
  void aDeclaredLengthIsAllocatedAtOnce() throws InvalidDataException {
    byte[] header =
        Wire.frame(dev.baton.feed.websocket.Role.CLIENT, 0x82, 1_000_000, 8, new byte[0]);
    Draft_6455 draft = draft(Role.SERVER);
    assertThat(draft.translateFrame(ByteBuffer.wrap(header))).isEmpty();
    assertThat(draft)
        .extracting("incompleteframe")
        .satisfies(kept -> assertThat(((ByteBuffer) kept).capacity()).isGreaterThan(1_000_000));
  }

  @Test
  void theSecondBadFrameLosesTheFirst() {
    byte[] two = Wire.join(fromClient(0x81, Wire.utf8("good")), fromClient(0x83, new byte[0]));
    assertThatThrownBy(() -> translate(two)).isInstanceOf(InvalidDataException.class);
  }

  @Test
  void aCloseFrameWhoseReasonIsNotUtf8IsANullPointer() {
    byte[] frame = fromClient(0x88, Wire.closing(1000, NOT_UTF8));
    assertThatThrownBy(() -> translate(frame)).isInstanceOf(NullPointerException.class);
  }

  @Test
  void theReasonOfACloseFrameIsForgottenAsPayload() throws InvalidDataException {
    Framedata frame = translate(fromClient(0x88, Wire.closing(1001, Wire.utf8("bye")))).getFirst();
    assertThat(frame.getOpcode()).isEqualTo(Opcode.CLOSING);
    assertThat(frame.getPayloadData().array()).isEqualTo(Wire.closing(1000, new byte[0]));
  }

  @Test
  void masksAndLengthsAreNotChecked() throws InvalidDataException {
    byte[] unmasked = Wire.text(dev.baton.feed.websocket.Role.SERVER, "from a client");
    assertThat(translate(unmasked)).hasSize(1);
    byte[] notMinimal =
        Wire.frame(dev.baton.feed.websocket.Role.CLIENT, 0x81, 1, 8, Wire.utf8("x"));
    assertThat(translate(notMinimal)).hasSize(1);
  }

  @Test
  void theRestOfACharacterIsNotMissed() throws InvalidDataException {
    assertThat(translate(fromClient(0x81, new byte[] {(byte) 0xe2}))).hasSize(1);
    assertThatThrownBy(() -> translate(fromClient(0x81, NOT_UTF8)))
        .isInstanceOf(InvalidDataException.class);
  }

  @Test
  void aLimitHoldsForAFrameAndNotForAMessage() throws InvalidDataException {
    Draft_6455 draft = new Draft_6455(List.of(), List.of(new Protocol("")), 10);
    for (int i = 0; i < 100; i++) {
      assertThat(draft.translateFrame(ByteBuffer.wrap(fromClient(i == 0 ? 2 : 0, new byte[10]))))
          .hasSize(1);
    }
    assertThatThrownBy(() -> draft.translateFrame(ByteBuffer.wrap(fromClient(0x82, new byte[11]))))
        .isInstanceOf(LimitExceededException.class);
  }

  @Test
  void spacesAfterAValueAreTakenForPartOfIt() throws Exception {
    String head = "HTTP/1.1 101 \r\nUpgrade: websocket \r\n\r\n";
    assertThat(
            draft(Role.CLIENT)
                .translateHandshake(ByteBuffer.wrap(Wire.ascii(head)))
                .getFieldValue("Upgrade"))
        .isEqualTo("websocket ");
  }
}
