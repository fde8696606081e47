package dev.baton.feed.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.TaskGroup;
import dev.baton.TimeoutException;
import dev.baton.feed.demo.Impairment.CutAfter;
import dev.baton.feed.demo.Impairment.Delay;
import dev.baton.feed.demo.Impairment.Dribble;
import dev.baton.net.Listener;
import dev.baton.net.Net;
import dev.baton.net.Stream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A client and a server of lines, with the proxy between them.
class FaultProxyTest {
  private static final InetSocketAddress ANY = new InetSocketAddress("127.0.0.1", 0);

  /// Long enough that nothing else than silence is the cause, and no longer.
  private static final Duration SILENCE = Duration.ofMillis(100);

  private record Play(FaultProxy proxy, Stream client, Stream server) {
    @Suspends
    void upAndDown() throws IOException {
      client.write("up\n");
      assertThat(server.readLine(100)).isEqualTo("up");
      server.write("down\n");
      assertThat(client.readLine(100)).isEqualTo("down");
    }
  }

  private interface Scene {
    @Suspends
    void play(Play play) throws Exception;
  }

  private static void play(Scene scene) throws Exception {
    EventLoop.run(
        () ->
            Async.timeout(
                Duration.ofSeconds(20),
                () -> {
                  try (Listener listener = Net.listen(ANY)) {
                    FaultProxy.<Exception>before(
                        listener.port(),
                        proxy -> {
                          try (Stream client = Net.connect("127.0.0.1", proxy.port());
                              Stream server = listener.accept()) {
                            scene.play(new Play(proxy, client, server));
                          }
                        });
                  }
                }));
  }

  @Test
  void withoutImpairmentAllPasses() throws Exception {
    play(
        play -> {
          play.upAndDown();
          byte[] much = new byte[1 << 20];
          TaskGroup.run(
              group -> {
                group.spawn(() -> play.client.write(much));
                assertThat(play.server.readExactly(much.length)).isEqualTo(much);
              });
          play.client.shutdownOutput();
          assertThat(play.server.read(1)).isEmpty();
          play.server.write("still\n");
          assertThat(play.client.readLine(100)).isEqualTo("still");
        });
  }

  @Test
  void whatIsHeldComesLater() throws Exception {
    play(
        play -> {
          play.proxy.impair(Direction.DOWN, Impairment.HOLD);
          play.server.write("down\n");
          play.client.write("up\n");
          assertThat(play.server.readLine(100)).isEqualTo("up");
          assertThatThrownBy(() -> Async.timeout(SILENCE, () -> play.client.readLine(100)))
              .isInstanceOf(TimeoutException.class);

          play.proxy.impair(Direction.DOWN, Impairment.NONE);
          assertThat(play.client.readLine(100)).isEqualTo("down");
        });
  }

  /// So that whoever sends notices that nobody reads.
  @Test
  void whileItHoldsItReadsNoMore() throws Exception {
    play(
        play -> {
          play.proxy.impair(Direction.UP, Impairment.HOLD);

          assertThatThrownBy(
                  () ->
                      Async.timeout(
                          Duration.ofSeconds(1), () -> play.client.write(new byte[64 << 20])))
              .isInstanceOf(TimeoutException.class);
        });
  }

  @Test
  void whatIsSwallowedNeverComes() throws Exception {
    play(
        play -> {
          play.proxy.impair(Direction.UP, Impairment.SWALLOW);
          play.client.write("lost\n");
          play.client.flush();
          assertThatThrownBy(() -> Async.timeout(SILENCE, () -> play.server.read(100)))
              .isInstanceOf(TimeoutException.class);
          play.server.write("down\n");
          assertThat(play.client.readLine(100)).isEqualTo("down");

          play.client.shutdownOutput();
          assertThatThrownBy(() -> Async.timeout(SILENCE, () -> play.server.read(100)))
              .isInstanceOf(TimeoutException.class);
        });
  }

  @Test
  void whatIsDelayedComesLater() throws Exception {
    play(
        play -> {
          play.proxy.impair(new Delay(SILENCE));
          long began = EventLoop.running().time();
          play.upAndDown();

          assertThat(EventLoop.running().time() - began)
              .isGreaterThanOrEqualTo(2 * SILENCE.toNanos());
        });
  }

  @Test
  void whatDribblesComesInSmallPieces() throws Exception {
    play(
        play -> {
          play.proxy.impair(Direction.UP, new Dribble(1, Duration.ofMillis(5)));
          play.client.write("abc");

          assertThat(play.server.read(100)).hasSize(1);
          assertThat(play.server.readExactly(2)).isEqualTo(new byte[] {'b', 'c'});
        });
  }

  @Test
  void afterSoManyBytesItIsCut() throws Exception {
    play(
        play -> {
          play.proxy.impair(Direction.UP, new CutAfter(3));
          play.client.write("ab");
          assertThat(play.server.readExactly(2)).isEqualTo(new byte[] {'a', 'b'});
          play.client.write("cdef");

          assertBroken(play.client);
          assertBroken(play.server);
        });
  }

  @Test
  void aResetIsSeenByBoth() throws Exception {
    play(
        play -> {
          play.upAndDown();
          play.proxy.reset();

          assertBroken(play.client);
          assertBroken(play.server);
          assertThat(play.proxy.links()).isZero();
        });
  }

  @Test
  void anEndIsSeenByBoth() throws Exception {
    play(
        play -> {
          play.upAndDown();
          play.proxy.end();

          assertThat(play.client.read(100)).isEmpty();
          assertThat(play.server.read(100)).isEmpty();
        });
  }

  @Test
  void halfAnEndIsSeenByOne() throws Exception {
    play(
        play -> {
          play.upAndDown();
          play.proxy.halfClose(Direction.UP);

          assertThat(play.server.read(100)).isEmpty();
          play.client.write("too late\n");
          play.server.write("down\n");
          assertThat(play.client.readLine(100)).isEqualTo("down");

          play.client.close();
          play.server.close();
          while (play.proxy.links() > 0) {
            Async.yieldNow();
          }
        });
  }

  @Test
  void whoComesIsRefused() throws Exception {
    play(
        play -> {
          play.proxy.refuse();
          try (Stream other = Net.connect("127.0.0.1", play.proxy.port())) {
            assertBroken(other);
          }
          play.upAndDown();
          assertThat(play.proxy.accepted()).isEqualTo(2);
        });
  }

  @Test
  void whoComesIsAnsweredNothing() throws Exception {
    play(
        play -> {
          play.proxy.mute();
          try (Stream other = Net.connect("127.0.0.1", play.proxy.port())) {
            other.write("hello\n");
            assertThatThrownBy(() -> Async.timeout(SILENCE, () -> other.read(100)))
                .isInstanceOf(TimeoutException.class);
          }
          play.upAndDown();
        });
  }

  @Test
  void withoutAServerWhoComesIsRefused() throws Exception {
    EventLoop.run(
        () -> {
          Listener gone = Net.listen(ANY);
          int port = gone.port();
          gone.close();
          FaultProxy.before(
              port,
              proxy -> {
                try (Stream client = Net.connect("127.0.0.1", proxy.port())) {
                  assertBroken(client);
                }
              });
        });
  }

  /// It may have been read before what came with it.
  @Suspends
  private static void assertBroken(Stream stream) {
    assertThatThrownBy(() -> stream.forEachPiece(piece -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("reset");
  }
}
