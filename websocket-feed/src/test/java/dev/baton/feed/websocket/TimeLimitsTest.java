package dev.baton.feed.websocket;

import static dev.baton.feed.websocket.InMemory.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.testing.Pipe;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each limit of time, to the second, by a clock that jumps.
class TimeLimitsTest {
  private static final WebSocketSettings SETTINGS =
      WebSocketSettings.defaults().withMaxMessage(256 * 1024, 1_000);

  private static Role other(Role role) {
    return role == Role.SERVER ? Role.CLIENT : Role.SERVER;
  }

  @ParameterizedTest
  @EnumSource
  void whoSaysNothingIsDeadAfter12Seconds(Role role) throws Exception {
    InMemory.run(
        role,
        SETTINGS,
        connection -> {
          assertThat(connection.awaitEnd()).hasMessage("nothing has come for 12.0 s");
          assertThat(seconds()).isEqualTo(12);
        });
  }

  @Test
  void anyByteIsASignOfLife() throws Exception {
    InMemory.run(
        Role.SERVER,
        SETTINGS.withReceiveTimes(Duration.ofHours(1), Duration.ofHours(1)),
        connection -> {
          for (byte b : Wire.text(Role.CLIENT, "slow, but alive")) {
            Async.sleep(seconds(11));
            connection.peer().send(new byte[] {b});
            Async.yieldNow();
            assertThat(connection.hasEnded()).isFalse();
          }
          long last = EventLoop.running().time();
          assertThat(connection.socket().lastHeard()).isEqualTo(last);
          connection.awaitEnd();
          assertThat(EventLoop.running().time() - last).isEqualTo(seconds(12).toNanos());
        });
  }

  @ParameterizedTest
  @EnumSource
  void aFrameHas10Seconds(Role role) throws Exception {
    InMemory.run(
        role,
        SETTINGS,
        connection -> {
          byte[] frame = Wire.text(other(role), "dribbled");
          Async.sleep(seconds(3));
          for (int i = 0; i < 9; i++) {
            connection.peer().send(new byte[] {frame[i]});
            Async.sleep(seconds(1));
          }
          connection.peer().expectClose(CloseCodes.POLICY);
          assertThat(seconds()).isEqualTo(13);
          assertThat(connection.awaitEnd())
              .isInstanceOfSatisfying(
                  WebSocketClosedException.class,
                  closed -> {
                    assertThat(closed.isOurs()).isTrue();
                    assertThat(closed.reason()).isEqualTo("a frame took more than 10.0 s");
                  });
          assertThat(seconds()).isEqualTo(14);
        });
  }

  /// Each piece ends one frame and begins the next: that one has its own 10 seconds.
  @ParameterizedTest
  @EnumSource
  void eachFrameOfAMessageHas10Seconds(Role role) throws Exception {
    InMemory.run(
        role,
        SETTINGS,
        connection -> {
          byte[] rest = Wire.frame(other(role), 1, Wire.utf8("part"));
          for (int i = 0; i < 4; i++) {
            byte[] next = Wire.frame(other(role), 0, Wire.utf8("part"));
            connection.peer().send(Wire.join(rest, Arrays.copyOf(next, 3)));
            rest = Arrays.copyOfRange(next, 3, next.length);
            Async.sleep(seconds(6));
          }
          assertThat(connection.hasEnded()).isFalse();
          connection.peer().expectClose(CloseCodes.POLICY);
          assertThat(seconds()).isEqualTo(28);
          assertThat(connection.awaitEnd()).hasMessageContaining("a frame took more than 10.0 s");
        });
  }

  @ParameterizedTest
  @EnumSource
  void aMessageHas30Seconds(Role role) throws Exception {
    InMemory.run(
        role,
        SETTINGS,
        connection -> {
          connection.peer().sendFrame(1, "a");
          for (int i = 0; i < 29; i++) {
            Async.sleep(seconds(1));
            connection.peer().sendFrame(0, "b");
          }
          connection.peer().expectClose(CloseCodes.POLICY);
          assertThat(seconds()).isEqualTo(30);
        });
  }

  @Test
  void aMessageInTimeLeavesNothingBehind() throws Exception {
    InMemory.run(
        Role.SERVER,
        SETTINGS,
        connection -> {
          for (int i = 0; i < 10; i++) {
            byte[] frame = Wire.text(Role.CLIENT, "in two parts");
            connection.peer().send(Arrays.copyOf(frame, 5));
            Async.sleep(seconds(9));
            connection.peer().send(Arrays.copyOfRange(frame, 5, frame.length));
            Async.sleep(seconds(2));
          }
          assertThat(connection.hasEnded()).isFalse();
        });
  }

  @ParameterizedTest
  @EnumSource
  void whoDoesNotAnswerACloseFrameIsCutAfterASecond(Role role) throws Exception {
    InMemory.run(
        role,
        SETTINGS,
        connection -> {
          connection.socket().close(CloseCodes.GOING_AWAY, "bye");
          connection.peer().expectClose(CloseCodes.GOING_AWAY);
          connection.awaitEnd();
          assertThat(EventLoop.running().time()).isEqualTo(seconds(1).toNanos());
        });
  }

  @Test
  void whoTakesNothingIsCutAfter10Seconds() throws Exception {
    Frame frame = Frame.binary(new byte[10_000]);
    InMemory.run(
        Role.SERVER,
        SETTINGS.withPatience(Duration.ofHours(1), seconds(10)),
        new Pipe(1_000, Integer.MAX_VALUE),
        () -> frame,
        socket -> {
          while (true) {
            socket.receive();
          }
        },
        connection -> {
          assertThat(connection.awaitEnd())
              .isInstanceOf(IOException.class)
              .hasMessage("the other end has taken nothing for 10.0 s");
          assertThat(seconds()).isEqualTo(10);
        });
  }

  @Test
  void whoReceivesNothingItselfBlamesNobody() throws Exception {
    InMemory.run(
        Role.CLIENT,
        SETTINGS,
        new Pipe(),
        FrameSource.NONE,
        socket -> {
          Async.sleep(Duration.ofMinutes(10));
          assertThat(socket.receive()).isEqualTo(new Message.Text("was there"));
        },
        connection -> {
          connection.peer().sendText("was there");
          Async.sleep(seconds(599));
          connection.peer().expectClose(CloseCodes.NORMAL);
          assertThat(seconds()).isEqualTo(600);
        });
  }
}
