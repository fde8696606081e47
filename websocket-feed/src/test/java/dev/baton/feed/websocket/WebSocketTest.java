package dev.baton.feed.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.ReturnWhen;
import dev.baton.Task;
import dev.baton.net.Stream;
import dev.baton.testing.Pipe;
import dev.baton.testing.VirtualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a connection does in which order, in memory.
class WebSocketTest {
  private static final WebSocketSettings SETTINGS = WebSocketSettings.defaults();

  /// So little fits into the connection that whatever is sent has to wait.
  private static Pipe narrow() {
    return new Pipe(100, Integer.MAX_VALUE);
  }

  private static void receiveAll(WebSocket socket) throws IOException {
    while (true) {
      socket.receive();
    }
  }

  private final List<Message> shown = new ArrayList<>();

  private void show(Message message) {
    shown.add(message);
  }

  @Test
  void theExample() throws Exception {
    VirtualClock clock = new VirtualClock();
    EventLoop.builder()
        .clock(clock)
        .run(
            () -> {
              Pipe pipe = new Pipe();
              Stream stream = pipe.first();
              FrameSource source = FrameSource.NONE;
              RawPeer peer = new RawPeer(pipe.second(), Role.SERVER);
              peer.sendText("hello");
              peer.sendClose(CloseCodes.GOING_AWAY, "");
              peer.stream().shutdownOutput();
              assertThatThrownBy(
                      () -> {
                        // @start region="WebSocket"
                        WebSocket.run(
                            stream,
                            Role.CLIENT,
                            WebSocketSettings.defaults(),
                            source,
                            socket -> {
                              while (true) {
                                show(socket.receive());
                              }
                            });
                        // @end
                      })
                  .isInstanceOf(WebSocketClosedException.class);
            });
    assertThat(shown).containsExactly(new Message.Text("hello"));
  }

  // --- sending

  @Test
  void aSourceThatHasSomethingFromTheBeginningIsAskedWithoutBeingWoken() throws Exception {
    Queue<Frame> frames = new ArrayDeque<>(List.of(Frame.text("a"), Frame.text("b")));
    InMemory.run(
        Role.SERVER,
        SETTINGS,
        new Pipe(),
        frames::poll,
        WebSocketTest::receiveAll,
        connection -> {
          connection.peer().expectText("a");
          connection.peer().expectText("b");
        });
  }

  @Test
  void aSourceIsAskedOnlyWhenTheSocketCanTakeMore() throws Exception {
    Frame frame = Frame.binary(new byte[40_000]);
    int[] asked = {0};
    InMemory.run(
        Role.SERVER,
        SETTINGS,
        narrow(),
        () -> {
          asked[0]++;
          return frame;
        },
        WebSocketTest::receiveAll,
        connection -> {
          Async.sleep(Duration.ofSeconds(5));
          assertThat(asked[0]).isEqualTo(2); // 64 KiB are gathered at once
          connection.socket().wake();
          Async.sleep(Duration.ofSeconds(1));
          assertThat(asked[0]).isEqualTo(2);
          for (int i = 0; i < 10; i++) {
            connection.peer().expectBinary(new byte[40_000]);
          }
          assertThat(asked[0]).isBetween(10, 14);
        });
  }

  @Test
  void aPongGoesAheadOfWhatWaitsAndOnlyTheNewestPingIsAnswered() throws Exception {
    Frame frame = Frame.binary(new byte[1_000]);
    InMemory.run(
        Role.SERVER,
        SETTINGS,
        narrow(),
        () -> frame,
        WebSocketTest::receiveAll,
        connection -> {
          RawPeer peer = connection.peer();
          Async.sleep(Duration.ofSeconds(1));
          for (int i = 0; i < 1_000; i++) {
            peer.sendFrame(Wire.FIN | 9, "ping " + i);
          }
          int seen = 0;
          RawPeer.Raw next;
          while ((next = peer.next()).first() == (Wire.FIN | 2)) {
            seen++;
          }
          assertThat(next.text()).isEqualTo("ping 999");
          assertThat(seen).isLessThanOrEqualTo(GatherBuffer.SIZE / 1_000 + 1);
          for (int i = 0; i < 100; i++) {
            assertThat(peer.next().first()).isEqualTo(Wire.FIN | 2);
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void pingsGoOutAndTheirTokensComeBack(Role role) throws Exception {
    List<Long> tokens = new ArrayList<>();
    InMemory.run(
        role,
        SETTINGS,
        new Pipe(),
        FrameSource.NONE,
        socket -> {
          socket.onPong(tokens::add);
          socket.ping(1);
          socket.ping(42);
          receiveAll(socket);
        },
        connection -> {
          RawPeer.Raw ping = connection.peer().next();
          assertThat(ping.first()).isEqualTo(Wire.FIN | 9);
          connection.peer().sendFrame(Wire.FIN | 10, "of another length");
          connection.peer().sendFrame(Wire.FIN | 10, ping.payload());
          Async.sleep(Duration.ofSeconds(1));
          assertThat(tokens).containsExactly(42L);
        });
  }

  @Test
  void aSourceThatFailsEndsTheConnectionAndIsReported() {
    assertThatThrownBy(
            () ->
                InMemory.run(
                    Role.SERVER,
                    SETTINGS,
                    new Pipe(),
                    () -> {
                      throw new IllegalStateException("a bug");
                    },
                    WebSocketTest::receiveAll,
                    connection ->
                        assertThat(connection.awaitEnd())
                            .isInstanceOf(IOException.class)
                            .hasMessage("the source of frames has failed")))
        .isInstanceOf(AssertionError.class) // the report
        .hasMessageContaining("a bug");
  }

  // --- the end

  @ParameterizedTest
  @EnumSource
  void theEndOfTheBodyClosesInOrder(Role role) throws Exception {
    InMemory.run(
        role,
        SETTINGS,
        new Pipe(),
        FrameSource.NONE,
        WebSocket::receive,
        connection -> {
          RawPeer peer = connection.peer();
          peer.sendText("the only one");
          peer.expectClose(CloseCodes.NORMAL);
          assertThat(connection.hasEnded()).isFalse();
          peer.sendClose(CloseCodes.NORMAL, "");
          if (role == Role.CLIENT) {
            Async.yieldNow();
            assertThat(connection.hasEnded()).as("before the server has closed").isFalse();
            peer.stream().shutdownOutput();
          }
          peer.expectEnd();
          if (role == Role.SERVER) {
            peer.stream().shutdownOutput();
          }
          assertThat(connection.awaitEnd()).isNull();
          assertThat(EventLoop.running().time()).isZero();
        });
  }

  @Test
  void aBodyThatFailsClosesWith1011AndItsFailureComesOut() throws Exception {
    InMemory.run(
        Role.SERVER,
        SETTINGS,
        new Pipe(),
        FrameSource.NONE,
        _ -> {
          throw new IllegalArgumentException("a bug");
        },
        connection -> {
          connection.peer().expectClose(CloseCodes.INTERNAL_ERROR);
          connection.peer().sendClose(CloseCodes.INTERNAL_ERROR, "");
          assertThat(connection.awaitEnd()).hasMessage("a bug");
        });
  }

  @Test
  void aCancelledBodyClosesWith1001AndWaitsForNothing() throws Exception {
    InMemory.run(
        Role.SERVER,
        SETTINGS,
        connection -> {
          connection.cancel();
          connection.peer().expectClose(CloseCodes.GOING_AWAY);
          connection.peer().expectEnd();
          assertThat(EventLoop.running().time()).isZero();
        });
  }

  @Test
  void closingSendsWhatTheSourceStillHas() throws Exception {
    Queue<Frame> frames = new ArrayDeque<>();
    InMemory.run(
        Role.SERVER,
        SETTINGS,
        narrow(),
        frames::poll,
        WebSocketTest::receiveAll,
        connection -> {
          for (int i = 0; i < 10; i++) {
            frames.add(Frame.binary(new byte[1_000]));
          }
          frames.add(Frame.text("bye"));
          connection.socket().close(CloseCodes.GOING_AWAY, "the server stops");
          for (int i = 0; i < 10; i++) {
            connection.peer().expectBinary(new byte[1_000]);
          }
          connection.peer().expectText("bye");
          connection.peer().expectClose(CloseCodes.GOING_AWAY);
          connection.peer().sendClose(CloseCodes.GOING_AWAY, "");
          assertThat(connection.awaitEnd())
              .isInstanceOfSatisfying(
                  WebSocketClosedException.class,
                  closed -> {
                    assertThat(closed.isOurs()).isTrue();
                    assertThat(closed.code()).isEqualTo(CloseCodes.GOING_AWAY);
                    assertThat(closed.reason()).isEqualTo("the server stops");
                  });
        });
  }

  @Test
  void theirCloseFrameIsAnsweredAheadOfWhatTheSourceHas() throws Exception {
    Frame frame = Frame.binary(new byte[10_000]);
    InMemory.run(
        Role.SERVER,
        SETTINGS,
        narrow(),
        () -> frame,
        WebSocketTest::receiveAll,
        connection -> {
          Async.sleep(Duration.ofSeconds(1));
          connection.peer().sendClose(4_000, "enough");
          int seen = 0;
          RawPeer.Raw next;
          while ((next = connection.peer().next()).first() == (Wire.FIN | 2)) {
            seen++;
          }
          connection.peer().requireClosing(next, 4_000);
          assertThat(seen).isLessThanOrEqualTo(7);
          assertThat(connection.awaitEnd()).hasMessage("closed by the other end with 4000: enough");
        });
  }

  @Test
  void messagesThatComeWhileThisEndClosesAreDroppedAndPingsAreNotAnswered() throws Exception {
    List<Message> got = new ArrayList<>();
    InMemory.run(
        Role.SERVER,
        SETTINGS,
        new Pipe(),
        FrameSource.NONE,
        socket -> {
          while (true) {
            got.add(socket.receive());
          }
        },
        connection -> {
          connection.peer().sendText("in time");
          Async.sleep(Duration.ofMillis(1));
          connection.socket().close(CloseCodes.NORMAL, "");
          connection.peer().expectClose(CloseCodes.NORMAL);
          connection.peer().sendText("too late");
          connection.peer().sendFrame(Wire.FIN | 9, "too late");
          connection.peer().sendClose(CloseCodes.NORMAL, "");
          connection.peer().expectEnd();
          assertThat(got).containsExactly(new Message.Text("in time"));
        });
  }

  @Test
  void aConnectionThatEndsWithoutACloseFrameIsLost() throws Exception {
    InMemory.run(
        Role.CLIENT,
        SETTINGS,
        connection -> {
          connection.peer().stream().shutdownOutput();
          assertThat(connection.awaitEnd())
              .isNotInstanceOf(WebSocketClosedException.class)
              .hasMessage("the connection ended without a close frame");
        });
  }

  @Test
  void aResetIsAFailureToo() throws Exception {
    Pipe pipe = new Pipe();
    InMemory.run(
        Role.CLIENT,
        SETTINGS,
        pipe,
        FrameSource.NONE,
        WebSocketTest::receiveAll,
        connection -> {
          pipe.reset();
          assertThat(connection.awaitEnd()).hasMessage("connection reset");
        });
  }

  @Test
  void receivingAfterTheEndSaysTheSameAgain() throws Exception {
    InMemory.run(
        Role.SERVER,
        SETTINGS,
        new Pipe(),
        FrameSource.NONE,
        socket -> {
          for (int i = 0; i < 2; i++) {
            assertThatThrownBy(socket::receive)
                .isInstanceOf(WebSocketClosedException.class)
                .hasMessage("closed by the other end with 1001");
          }
          socket.close(CloseCodes.NORMAL, "does nothing");
          socket.wake();
          socket.ping(1);
        },
        connection -> {
          connection.peer().sendClose(CloseCodes.GOING_AWAY, "");
          connection.peer().expectClosing(CloseCodes.GOING_AWAY);
          assertThat(connection.awaitEnd()).isNull();
        });
  }

  @Test
  void anAbortEndsAtOnce() throws Exception {
    InMemory.run(
        Role.SERVER,
        SETTINGS,
        connection -> {
          connection.socket().abort();
          assertThat(connection.awaitEnd()).hasMessage("the connection was aborted");
          connection.peer().expectEnd();
          assertThat(EventLoop.running().time()).isZero();
        });
  }

  @Test
  void aLongReasonIsCut() throws Exception {
    InMemory.run(
        Role.SERVER,
        SETTINGS,
        connection -> {
          connection.socket().close(CloseCodes.NORMAL, "\u20ac".repeat(200));
          RawPeer.Raw close = connection.peer().next();
          assertThat(close.payload()).hasSize(125);
          assertThat(close.text()).endsWith("?...");
        });
  }

  @Test
  void codesThatMustNotBeSentAreRefused() throws Exception {
    InMemory.run(
        Role.SERVER,
        SETTINGS,
        connection -> {
          for (int code : new int[] {0, 999, 1005, 1006, 1015, 2_999, 5_000}) {
            assertThatThrownBy(() -> connection.socket().close(code, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got " + code);
          }
        });
  }

  // --- others

  @Test
  void aTaskThatReceivesMuchLetsOthersRun() throws Exception {
    int[] turns = {0};
    InMemory.run(
        Role.SERVER,
        SETTINGS,
        connection -> {
          byte[][] frames = new byte[1_000][];
          for (int i = 0; i < frames.length; i++) {
            frames[i] = Wire.text(Role.CLIENT, "x");
          }
          Task<Void> other =
              Async.spawn(
                  () -> {
                    while (true) {
                      turns[0]++;
                      Async.yieldNow();
                    }
                  });
          connection.peer().send(frames);
          connection.peer().sendClose(CloseCodes.NORMAL, "");
          connection.peer().stream().shutdownOutput();
          connection.awaitEnd();
          other.cancel();
          Async.wait(List.of(other), ReturnWhen.ALL_COMPLETED);
          assertThat(turns[0]).isGreaterThan(1_000 / 64);
        });
  }
}
