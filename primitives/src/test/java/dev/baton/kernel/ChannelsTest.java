package dev.baton.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.baton.Async;
import dev.baton.DeadlockException;
import dev.baton.EventLoop;
import dev.baton.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// A watched channel's callback runs in each turn in which the channel is ready: as long as there
/// is something to read, room to write, a connection to accept or one that was made.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ChannelsTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final List<String> trail = new ArrayList<>();
  private final List<SelectableChannel> channels = new ArrayList<>();

  @AfterEach
  void closeChannels() throws IOException {
    for (SelectableChannel channel : channels) {
      channel.close();
    }
  }

  private <C extends SelectableChannel> C watchable(C channel) throws IOException {
    channels.add(channel);
    channel.configureBlocking(false);
    return channel;
  }

  private Pipe pipe() throws IOException {
    Pipe pipe = Pipe.open();
    watchable(pipe.source());
    watchable(pipe.sink());
    return pipe;
  }

  private ServerSocketChannel server() throws IOException {
    return watchable(ServerSocketChannel.open()).bind(ANY_PORT);
  }

  private static void write(WritableByteChannel channel, String text) {
    try {
      channel.write(ByteBuffer.wrap(text.getBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// At most so many bytes.
  private static String read(ReadableByteChannel channel, int most) {
    try {
      ByteBuffer bytes = ByteBuffer.allocate(most);
      channel.read(bytes);
      return new String(bytes.array(), 0, bytes.position());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void fill(Pipe pipe) throws IOException {
    int written;
    do {
      written = pipe.sink().write(ByteBuffer.allocate(1_024));
    } while (written > 0);
  }

  // --- reading

  @Test
  void aReaderRunsAgainUntilEverythingIsRead() throws Exception {
    Pipe pipe = pipe();
    EventLoop.run(
        () -> {
          EventLoop loop = EventLoop.running();
          Future<Void> all = loop.createFuture();
          loop.addReader(
              pipe.source(),
              () -> {
                trail.add(read(pipe.source(), 1));
                if (trail.size() == 3) {
                  loop.removeReader(pipe.source());
                  all.setResult(null);
                }
              });
          write(pipe.sink(), "abc");
          all.await();
        });

    assertThat(trail).containsExactly("a", "b", "c");
  }

  @Test
  void aReaderRunsWhenAnotherThreadWritesWhileTheLoopWaits() throws Exception {
    Pipe pipe = pipe();
    EventLoop.run(
        () -> {
          EventLoop loop = EventLoop.running();
          Future<String> text = loop.createFuture();
          loop.addReader(
              pipe.source(),
              () -> {
                loop.removeReader(pipe.source());
                text.setResult(read(pipe.source(), 10));
              });
          Stranger.does(() -> write(pipe.sink(), "hello"));
          trail.add(text.await());
        });

    assertThat(trail).containsExactly("hello");
  }

  @Test
  void aReaderRunsAlthoughTasksKeepTheLoopBusy() throws Exception {
    Pipe pipe = pipe();
    int[] turns = {0};
    boolean[] read = {false};
    write(pipe.sink(), "x");
    EventLoop.run(
        () -> {
          EventLoop loop = EventLoop.running();
          loop.addReader(
              pipe.source(),
              () -> {
                loop.removeReader(pipe.source());
                read[0] = true;
              });
          while (!read[0] && turns[0] < 10_000) {
            turns[0]++;
            Async.yieldNow();
          }
        });

    assertThat(turns[0]).isLessThan(200);
  }

  @Test
  void aRemovedReaderDoesNotRunAnyMoreNotEvenInTheSameTurn() throws Exception {
    Pipe one = pipe();
    Pipe other = pipe();
    EventLoop.run(
        () -> {
          EventLoop loop = EventLoop.running();
          Runnable removeBoth =
              () -> {
                trail.add("removed: " + loop.removeReader(one.source()));
                trail.add("removed: " + loop.removeReader(other.source()));
              };
          loop.addReader(one.source(), removeBoth);
          loop.addReader(other.source(), removeBoth);
          write(one.sink(), "x");
          write(other.sink(), "x");
          Async.sleep(Duration.ofMillis(5));
          trail.add("removed again: " + loop.removeReader(one.source()));
        });

    assertThat(trail).containsExactly("removed: true", "removed: true", "removed again: false");
  }

  @Test
  void aSecondReaderReplacesTheFirst() throws Exception {
    Pipe pipe = pipe();
    EventLoop.run(
        () -> {
          EventLoop loop = EventLoop.running();
          loop.addReader(pipe.source(), () -> trail.add("first"));
          loop.addReader(
              pipe.source(),
              () -> {
                trail.add("second");
                loop.removeReader(pipe.source());
              });
          write(pipe.sink(), "x");
          Async.sleep(Duration.ofMillis(5));
        });

    assertThat(trail).containsExactly("second");
  }

  @Test
  void aChannelThatIsClosedIsWatchedNoMore() throws Exception {
    Pipe pipe = pipe();
    assertThatExceptionOfType(DeadlockException.class)
        .isThrownBy(
            () ->
                EventLoop.run(
                    () -> {
                      EventLoop loop = EventLoop.running();
                      loop.addReader(pipe.source(), () -> trail.add("read"));
                      pipe.source().close();
                      trail.add("removed: " + loop.removeReader(pipe.source()));
                      loop.createFuture().await();
                    }));

    assertThat(trail).containsExactly("removed: false");
  }

  @Test
  void aChannelInBlockingModeIsRefused() throws Exception {
    Pipe pipe = pipe();
    pipe.source().configureBlocking(true);
    EventLoop.run(
        () ->
            assertThatExceptionOfType(IllegalBlockingModeException.class)
                .isThrownBy(() -> EventLoop.running().addReader(pipe.source(), () -> {})));
  }

  // --- writing

  @Test
  void aWriterRunsWhenThereIsRoomAndNotBefore() throws Exception {
    Pipe pipe = pipe();
    fill(pipe);
    EventLoop.run(
        () -> {
          EventLoop loop = EventLoop.running();
          Future<Void> room = loop.createFuture();
          loop.addWriter(
              pipe.sink(),
              () -> {
                trail.add("writer");
                loop.removeWriter(pipe.sink());
                room.setResult(null);
              });
          Async.sleep(Duration.ofMillis(1));
          trail.add("still full");
          read(pipe.source(), 1 << 20);
          room.await();
        });

    assertThat(trail).containsExactly("still full", "writer");
  }

  // --- connections

  @Test
  void aReaderOfAServerRunsForEachConnection() throws Exception {
    ServerSocketChannel server = server();
    SocketAddress address = server.getLocalAddress();
    EventLoop.run(
        () -> {
          EventLoop loop = EventLoop.running();
          Future<Void> three = loop.createFuture();
          loop.addReader(server, () -> accept(server, three));
          Stranger.does(
              () -> {
                for (int i = 0; i < 3; i++) {
                  channels.add(SocketChannel.open(address));
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

  private SocketChannel connecting(SocketAddress address) throws IOException {
    SocketChannel channel = watchable(SocketChannel.open());
    channel.connect(address);
    return channel;
  }

  @Test
  void aWriterRunsWhenTheConnectionIsMade() throws Exception {
    ServerSocketChannel server = server();
    EventLoop.run(
        () -> {
          EventLoop loop = EventLoop.running();
          SocketChannel channel = connecting(server.getLocalAddress());
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
    try (ServerSocketChannel server = server()) {
      nobody = server.getLocalAddress();
    }
    EventLoop.run(
        () -> {
          EventLoop loop = EventLoop.running();
          SocketChannel channel = connecting(nobody);
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
    ServerSocketChannel server = server();
    EventLoop.run(
        () -> {
          EventLoop loop = EventLoop.running();
          SocketChannel channel = connecting(server.getLocalAddress());
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

  // --- two loops

  @Test
  void twoLoopsInTwoThreadsTalkToEachOther() throws Exception {
    ServerSocketChannel server = server();
    SocketChannel here = watchable(SocketChannel.open(server.getLocalAddress()));
    SocketChannel there;
    while ((there = server.accept()) == null) {
      Thread.onSpinWait();
    }
    SocketChannel other = watchable(there);
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
