package dev.baton.kernel;

import static dev.baton.kernel.Channels.read;
import static dev.baton.kernel.Channels.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// A watched server is ready when there is a connection to accept, a connecting channel when its
/// connection was made or refused.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ConnectionsTest {
  private final List<String> trail = new ArrayList<>();
  private final Channels channels = new Channels();

  @AfterEach
  void closeChannels() throws IOException {
    channels.close();
  }

  @Test
  void aReaderOfAServerRunsForEachConnection() throws Exception {
    ServerSocketChannel server = channels.server();
    SocketAddress address = server.getLocalAddress();
    EventLoop.run(
        () -> {
          EventLoop loop = EventLoop.running();
          Future<Void> three = loop.createFuture();
          loop.addReader(server, () -> accept(server, three));
          Stranger.does(
              () -> {
                for (int i = 0; i < 3; i++) {
                  SocketChannel.open(address).close();
                }
              });
          three.await();
        });

    assertThat(trail).containsExactly("accepted", "accepted", "accepted");
  }

  private void accept(ServerSocketChannel server, Future<Void> three) {
    try (SocketChannel connection = server.accept()) {
      trail.add(connection == null ? "nothing to accept" : "accepted");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (trail.size() == 3) {
      three.setResult(null);
    }
  }

  @Test
  void aWriterRunsWhenTheConnectionIsMade() throws Exception {
    ServerSocketChannel server = channels.server();
    EventLoop.run(
        () -> {
          EventLoop loop = EventLoop.running();
          SocketChannel channel = channels.connecting(server);
          Future<Boolean> connected = loop.createFuture();
          loop.addWriter(
              channel,
              () -> {
                loop.removeWriter(channel);
                connected.setResult(finishConnect(channel));
              });
          trail.add("connected: " + connected.await());
        });

    assertThat(trail).containsExactly("connected: true");
  }

  private static boolean finishConnect(SocketChannel channel) {
    try {
      return channel.finishConnect();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aWriterRunsWhenTheConnectionIsRefused() throws Exception {
    SocketAddress nobody;
    try (ServerSocketChannel server = channels.server()) {
      nobody = server.getLocalAddress();
    }
    EventLoop.run(
        () -> {
          EventLoop loop = EventLoop.running();
          SocketChannel channel = channels.add(SocketChannel.open());
          channel.connect(nobody);
          Future<Throwable> refusal = loop.createFuture();
          loop.addWriter(
              channel,
              () -> {
                loop.removeWriter(channel);
                refusal.setResult(catchThrowable(channel::finishConnect));
              });

          assertThat(refusal.await()).isInstanceOf(ConnectException.class);
        });
  }

  /// The selector would report such a channel as ready for ever, but to nobody: the loop would
  /// neither wait nor run anything.
  @Test
  void aWriterThatStaysAfterTheConnectionIsMadeRunsBecauseThereIsRoom() throws Exception {
    ServerSocketChannel server = channels.server();
    EventLoop.run(
        () -> {
          EventLoop loop = EventLoop.running();
          SocketChannel channel = channels.connecting(server);
          Future<Void> connected = loop.createFuture();
          Future<Void> roomToWrite = loop.createFuture();
          loop.addWriter(
              channel,
              () -> {
                if (!connected.isDone()) {
                  finishConnect(channel);
                  connected.setResult(null);
                } else if (!roomToWrite.isDone()) {
                  roomToWrite.setResult(null);
                }
              });
          connected.await();
          trail.add("connected");
          Async.timeout(Duration.ofSeconds(10), () -> roomToWrite.await());
          trail.add("room to write");
        });

    assertThat(trail).containsExactly("connected", "room to write");
  }

  @Test
  void twoLoopsInTwoThreadsTalkToEachOther() throws Exception {
    ServerSocketChannel server = channels.server();
    SocketChannel here = channels.add(SocketChannel.open(server.getLocalAddress()));
    SocketChannel there;
    while ((there = server.accept()) == null) {
      Thread.onSpinWait();
    }
    SocketChannel other = channels.add(there);
    Stranger echo = Stranger.does(() -> EventLoop.run(() -> playBall(other, 500, false)));
    int caught = EventLoop.run(() -> playBall(here, 500, true));
    echo.join();

    assertThat(caught).isEqualTo(500);
  }

  /// Catches and throws a ball, so many times.
  private static int playBall(SocketChannel channel, int times, boolean begin) throws Exception {
    EventLoop loop = EventLoop.running();
    for (int i = 0; i < times; i++) {
      if (begin) {
        write(channel, "o");
      }
      Future<String> ball = loop.createFuture();
      loop.addReader(
          channel,
          () -> {
            loop.removeReader(channel);
            ball.setResult(read(channel, 1));
          });
      assertThat(ball.await()).isEqualTo("o");
      if (!begin) {
        write(channel, "o");
      }
    }
    return times;
  }
}
