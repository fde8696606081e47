package dev.baton.kernel;

import static dev.baton.kernel.Channels.fill;
import static dev.baton.kernel.Channels.read;
import static dev.baton.kernel.Channels.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.baton.Async;
import dev.baton.DeadlockException;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.TaskGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// A watched channel's callback runs in each turn in which the channel is ready: as long as there
/// is something to read, or room to write.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ChannelsTest {
  private final List<String> trail = new ArrayList<>();
  private final Channels channels = new Channels();

  @AfterEach
  void closeChannels() throws IOException {
    channels.close();
  }

  @Test
  void aReaderRunsAgainUntilEverythingIsRead() throws Exception {
    Pipe pipe = channels.pipe();
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
    Pipe pipe = channels.pipe();
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
    Pipe pipe = channels.pipe();
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

  /// More channels than callbacks a look: tasks that ran in the next turn would be reported again.
  @Test
  void whatTasksAreAboutToReadIsNotReportedTwice() throws Exception {
    int[] wakes = {0};
    EventLoop.run(
        () ->
            TaskGroup.run(
                group -> {
                  for (int i = 0; i < 100; i++) {
                    Pipe pipe = channels.pipe();
                    write(pipe.sink(), "x");
                    group.spawn(() -> readWhenWoken(pipe, wakes));
                  }
                }));

    assertThat(wakes[0]).isEqualTo(100);
    assertThat(trail).hasSize(100).containsOnly("x");
  }

  private void readWhenWoken(Pipe pipe, int[] wakes) throws Exception {
    EventLoop loop = EventLoop.running();
    Future<Void> readable = loop.createFuture();
    loop.wakeOnRead(
        pipe.source(),
        () -> {
          wakes[0]++;
          if (!readable.isDone()) {
            readable.setResult(null);
          }
        });
    readable.await();
    trail.add(read(pipe.source(), 1));
    loop.removeReader(pipe.source());
  }

  @Test
  void aWakingCallbackThatFailsIsReportedAndTheLoopGoesOn() throws Exception {
    Pipe pipe = channels.pipe();
    write(pipe.sink(), "x");
    EventLoop.run(
        () -> {
          EventLoop loop = EventLoop.running();
          loop.setExceptionHandler(failure -> trail.add(failure.exception().getMessage()));
          Future<Void> woken = loop.createFuture();
          loop.wakeOnRead(
              pipe.source(),
              () -> {
                loop.removeReader(pipe.source());
                woken.setResult(null);
                throw new IllegalStateException("oops");
              });
          woken.await();
          Async.yieldNow();
        });

    assertThat(trail).containsExactly("oops");
  }

  @Test
  void aClosedChannelsPortIsFreeAtOnce() throws Exception {
    ServerSocketChannel server = channels.server();
    EventLoop.run(
        () -> {
          EventLoop loop = EventLoop.running();
          loop.addReader(server, () -> {});
          InetSocketAddress address = (InetSocketAddress) server.getLocalAddress();
          loop.closeChannel(server);
          try (ServerSocketChannel other = ServerSocketChannel.open()) {
            trail.add(other.bind(address).getLocalAddress().toString());
          }
          assertThat(trail).containsExactly(address.toString());
        });
  }

  @Test
  void closingOtherChannelsRunsAReaderNoMoreOften() throws Exception {
    Pipe pipe = channels.pipe();
    ServerSocketChannel first = channels.server();
    ServerSocketChannel second = channels.server();
    EventLoop.run(
        () -> {
          EventLoop loop = EventLoop.running();
          loop.addReader(pipe.source(), () -> trail.add(read(pipe.source(), 1)));
          loop.addReader(first, () -> {});
          loop.addReader(second, () -> {});
          write(pipe.sink(), "x");
          loop.closeChannel(first);
          loop.closeChannel(second);
          Async.yieldNow();
          Async.yieldNow();
          loop.removeReader(pipe.source());
        });

    assertThat(trail).containsExactly("x");
  }

  @Test
  void aRemovedReaderDoesNotRunAnyMoreNotEvenInTheSameTurn() throws Exception {
    Pipe one = channels.pipe();
    Pipe other = channels.pipe();
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
    Pipe pipe = channels.pipe();
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
    Pipe pipe = channels.pipe();
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
    Pipe pipe = channels.pipe();
    pipe.source().configureBlocking(true);
    EventLoop.run(
        () ->
            assertThatExceptionOfType(IllegalBlockingModeException.class)
                .isThrownBy(() -> EventLoop.running().addReader(pipe.source(), () -> {})));
  }

  @Test
  void aWriterRunsWhenThereIsRoomAndNotBefore() throws Exception {
    Pipe pipe = channels.pipe();
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
}
