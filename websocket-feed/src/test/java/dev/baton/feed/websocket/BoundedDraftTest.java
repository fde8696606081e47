package dev.baton.feed.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.java_websocket.drafts.Draft;
import org.java_websocket.enums.Role;
import org.java_websocket.exceptions.IncompleteHandshakeException;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.handshake.ClientHandshake;
import org.junit.jupiter.api.Test;

/// The head of a handshake; messages are tested where they arrive, in `LimitsTest` and
/// `HostileServerTest`.
class BoundedDraftTest {
  private static final String HEAD = "GET /x HTTP/1.1\r\nHost: h\r\n\r\n";

  private final Draft draft = new BoundedDraft(100).copyInstance();

  @Test
  void readsAHeadThatIsWhole() throws Exception {
    ByteBuffer bytes = bytes(HEAD + "more");

    ClientHandshake handshake = (ClientHandshake) draft(Role.SERVER).translateHandshake(bytes);

    assertThat(handshake.getResourceDescriptor()).isEqualTo("/x");
    assertThat(handshake.getFieldValue("Host")).isEqualTo("h");
    assertThat(bytes.remaining()).isEqualTo(4);
  }

  @Test
  void asksForLittleRoomForAHeadThatIsNot() {
    for (int length = 0; length < HEAD.length(); length++) {
      ByteBuffer part = bytes(HEAD.substring(0, length));

      assertThatThrownBy(() -> draft(Role.SERVER).translateHandshake(part))
          .isInstanceOfSatisfying(
              IncompleteHandshakeException.class,
              e -> assertThat(e.getPreferredSize()).isBetween(part.limit(), part.limit() + 1024));
      assertThat(part.position()).isZero();
    }
  }

  @Test
  void refusesAHeadThatIsTooLongWhetherItEndsOrNot() {
    String begin = "GET / HTTP/1.1\r\nX: " + "x".repeat(BoundedDraft.MAX_HEAD);

    assertRefused(Role.SERVER, begin);
    assertRefused(Role.SERVER, begin + "\r\n\r\n");
  }

  @Test
  void refusesWhatIsNoHttpAtItsFirstBytes() {
    assertRefused(Role.SERVER, "POST / HTTP/1.1\r\n");
    assertRefused(Role.CLIENT, "SSH-2.0");
    assertRefused(Role.CLIENT, "HTTP/1.0 200 OK\r\n");
  }

  private void assertRefused(Role role, String head) {
    assertThatThrownBy(() -> draft(role).translateHandshake(bytes(head)))
        .isInstanceOf(InvalidHandshakeException.class);
  }

  private Draft draft(Role role) {
    draft.setParseMode(role);
    return draft;
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
