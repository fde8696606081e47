package dev.baton.net;

import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.Clock;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.api.VirtualLoop;
import dev.baton.net.RealLoop.Pair;
import dev.baton.net.http.HttpServer;
import dev.baton.net.http.Response;
import dev.baton.sync.Queue;
import dev.baton.testing.Explorer;
import dev.baton.testing.Pipe;
import dev.baton.testing.VirtualClock;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A task whose calls on sockets never have to wait lets the others have their turn all the same.
class FairnessTest {
  /// So many calls may be ready at once, one after the other.
  private static final int MOST = 64;

  /// Time never passes: only the number of calls decides.
  private static final Clock STILL = () -> 0;

  /// Counts what one task does between two turns of another.
  private static final class Beside implements AutoCloseable {
    private final List<Integer> counts = new ArrayList<>();
    private final Task<Void> other = spawn("other", this::watch);
    private int count;

    @Suspends
    private void watch() {
      while (true) {
        counts.add(count);
        count = 0;
        yieldNow();
      }
    }

    void did() {
      count++;
    }

    /// The most that was done without a turn for the other.
    int most() {
      return Math.max(count, counts.isEmpty() ? 0 : Collections.max(counts));
    }

    @Override
    public void close() {
      other.cancel();
    }
  }

  /// The ways to read from a stream that a task may go on with for ever.
  enum Way {
    SOME {
      @Override
      void readOne(Stream stream) throws Exception {
        stream.read(1);
      }
    },
    INTO_A_BUFFER {
      @Override
      void readOne(Stream stream) throws Exception {
        stream.read(ByteBuffer.allocate(1));
      }
    },
    EXACTLY {
      @Override
      void readOne(Stream stream) throws Exception {
        stream.readExactly(1);
      }
    },
    LINE {
      @Override
      void readOne(Stream stream) throws Exception {
        stream.readLine(1_000);
      }
    },
    UNTIL {
      @Override
      void readOne(Stream stream) throws Exception {
        stream.readUntil(new byte[] {'\n'}, 1_000);
      }
    },
    LOOK {
      @Override
      void readOne(Stream stream) throws Exception {
        stream.awaitReadable();
      }
    };

    @Suspends
    abstract void readOne(Stream stream) throws Exception;
  }

  @ParameterizedTest
  @EnumSource
  void readingLetsOthersRun(Way way) throws Exception {
    VirtualLoop.run(
        () -> {
          Pipe pipe = new Pipe();
          pipe.first().write("\n".repeat(1_000));
          try (Beside beside = new Beside()) {
            for (int i = 0; i < 1_000; i++) {
              way.readOne(pipe.second());
              beside.did();
            }
            assertThat(beside.most()).isEqualTo(MOST);
          }
        });
  }

  @Test
  void piecesLetOthersRun() throws Exception {
    VirtualLoop.run(
        () -> {
          Pipe pipe = new Pipe(1_000, 1);
          pipe.first().write("x".repeat(1_000));
          pipe.first().close();
          try (Beside beside = new Beside()) {
            pipe.second().forEachPiece(_ -> beside.did());
            assertThat(beside.most()).isEqualTo(MOST);
          }
        });
  }

  @Test
  void writingLetsOthersRun() throws Exception {
    VirtualLoop.run(
        () -> {
          Pipe pipe = new Pipe();
          try (Beside beside = new Beside()) {
            for (int i = 0; i < 1_000; i++) {
              pipe.first().write("x");
              pipe.first().flush();
              beside.did();
            }
            assertThat(beside.most()).isEqualTo(MOST / 2);
          }
        });
  }

  /// Each read takes a millisecond.
  @Test
  void timeCountsToo() throws Exception {
    VirtualClock clock = new VirtualClock();
    EventLoop.builder()
        .clock(clock)
        .run(
            () -> {
              Pipe pipe = new Pipe();
              pipe.first().write("x".repeat(100));
              try (Beside beside = new Beside()) {
                for (int i = 0; i < 100; i++) {
                  pipe.second().read(1);
                  beside.did();
                  clock.skipTo(clock.nanoTime() + 1_000_000);
                }
                assertThat(beside.most()).isEqualTo(2);
              }
            });
  }

  @Test
  void aTaskThatHasWaitedHasItsWholeBudgetAgain() throws Exception {
    VirtualLoop.run(
        () -> {
          Pipe pipe = new Pipe();
          pipe.first().write("x".repeat(MOST * 10));
          try (Beside beside = new Beside()) {
            for (int i = 0; i < 10; i++) {
              for (int j = 0; j < MOST; j++) {
                pipe.second().read(1);
                beside.did();
              }
              int turns = beside.counts.size();
              yieldNow();
              assertThat(beside.counts).hasSize(turns + 1);
            }
            assertThat(beside.most()).isEqualTo(MOST);
          }
        });
  }

  /// As in asyncio: what is ready is taken, however often.
  @Test
  void queuesKeepTheirOrderToTheTurn() throws Exception {
    VirtualLoop.run(
        () -> {
          Queue<Integer> queue = new Queue<>();
          try (Beside beside = new Beside()) {
            for (int i = 0; i < 1_000; i++) {
              queue.put(i);
              queue.get();
              beside.did();
            }
            assertThat(beside.most()).isEqualTo(1_000);
          }
        });
  }

  @Test
  void aTaskThatIsCancelledWhileOthersRunHasLostNothing() throws Exception {
    VirtualLoop.run(
        () -> {
          Pipe pipe = new Pipe();
          pipe.first().write("x".repeat(1_000));
          int[] taken = {0};
          Task<Void> reader =
              spawn(
                  () -> {
                    while (true) {
                      taken[0] += pipe.second().read(1).length;
                    }
                  });
          yieldNow();
          assertThat(taken[0]).isEqualTo(MOST);
          reader.cancel();
          assertThatThrownBy(reader::await).isInstanceOf(CancelledError.class);

          assertThat(pipe.second().readExactly(1_000 - MOST)).containsOnly('x');
        });
  }

  @Test
  void twoTasksCannotReadAtOnceAlsoWhileOneLetsOthersRun() throws Exception {
    VirtualLoop.run(
        () -> {
          Pipe pipe = new Pipe();
          pipe.first().write("x".repeat(1_000));
          Task<Void> reader = spawn(() -> readAll(pipe.second(), 1_000));
          yieldNow();
          assertThatThrownBy(() -> pipe.second().read(1))
              .hasMessageEndingWith("two tasks cannot read at once");
          reader.await();
        });
  }

  @Suspends
  private static void readAll(Stream stream, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      stream.read(1);
    }
  }

  @Test
  void aWriteIsNotOvertakenByOneThatCameLater() throws Exception {
    VirtualLoop.run(
        () -> {
          Pipe pipe = new Pipe();
          Task<Void> first =
              spawn(
                  () -> {
                    for (int i = 0; i < 200; i++) {
                      pipe.first().write("first " + i + "\n");
                    }
                  });
          Task<Void> second = spawn(() -> pipe.first().write("second\n"));
          first.await();
          second.await();
          pipe.first().close();

          List<String> lines = new ArrayList<>();
          for (String line; (line = pipe.second().readLine(100)) != null; ) {
            lines.add(line);
          }
          assertThat(lines.indexOf("second")).isEqualTo(lines.indexOf("first " + MOST) + 1);
        });
  }

  /// The explorer finds what depends on it: whether a task goes on is its choice alone.
  @Test
  void anExplorerDecidesForItself() {
    Set<Integer> seen = new TreeSet<>();
    Explorer.exhaustive(1_000)
        .check(
            () -> {
              Pipe pipe = new Pipe();
              pipe.first().write("ab");
              int[] turns = {0};
              Task<Integer> other = spawn(() -> ++turns[0]);
              pipe.second().read(1);
              pipe.second().read(1);
              seen.add(turns[0]);
              other.await();
            });
    assertThat(seen).as("whether the other task ran before the reads were over").contains(0, 1);

    Explorer.fifo()
        .check(
            () -> {
              Pipe pipe = new Pipe();
              pipe.first().write("x".repeat(1_000));
              try (Beside beside = new Beside()) {
                for (int i = 0; i < 1_000; i++) {
                  pipe.second().read(1);
                  beside.did();
                }
                assertThat(beside.most()).isEqualTo(1_000);
              }
            });
  }

  // --- with real sockets

  @Test
  void aLargeWriteThatTheOtherEndTakesAtOnceLetsOthersRun() throws Exception {
    RealLoop.runAt(
        STILL,
        () -> {
          try (Pair pair = Pair.open();
              Beside beside = new Beside()) {
            Task<Void> reading = spawn(() -> pair.server().forEachPiece(_ -> {}));
            pair.client().write(new byte[100_000_000]);
            pair.client().shutdownOutput();
            reading.await();
            assertThat(beside.counts).hasSizeGreaterThan(100_000_000 / (MOST * 128 * 1024));
          }
        });
  }

  @Test
  void acceptingLetsOthersRun() throws Exception {
    RealLoop.runAt(
        STILL,
        () -> {
          Listener listener = Net.listen(RealLoop.anyPort());
          List<Stream> clients = new ArrayList<>();
          for (int i = 0; i < 200; i++) {
            clients.add(Net.connect(listener.localAddress()));
          }
          try (Beside beside = new Beside()) {
            for (int i = 0; i < 200; i++) {
              listener.accept().abort();
              beside.did();
            }
            assertThat(beside.most()).isEqualTo(MOST);
          }
          clients.forEach(Stream::abort);
          listener.close();
        });
  }

  @Test
  void connectingOverUnixSocketsLetsOthersRun(@TempDir Path folder) throws Exception {
    RealLoop.runAt(
        STILL,
        () -> {
          Listener listener = Net.listen(UnixDomainSocketAddress.of(folder.resolve("s")));
          try (Beside beside = new Beside()) {
            for (int i = 0; i < 200; i++) {
              Net.connect(listener.localAddress()).abort();
              beside.did();
            }
            assertThat(beside.most()).isLessThanOrEqualTo(MOST);
          }
          listener.close();
        });
  }

  @Test
  void datagramsLetOthersRun() throws Exception {
    RealLoop.runAt(
        STILL,
        () -> {
          try (Datagrams datagrams = Net.bind(RealLoop.anyPort());
              Beside beside = new Beside()) {
            for (int i = 0; i < 100; i++) {
              datagrams.send(new byte[10], datagrams.localAddress());
              beside.did();
            }
            assertThat(beside.most()).isEqualTo(MOST);
            beside.counts.clear();
            for (int i = 0; i < 100; i++) {
              datagrams.receive();
              beside.did();
            }
            assertThat(beside.most()).isLessThanOrEqualTo(MOST);
          }
        });
  }

  @Test
  void requestsThatComeInOneGoLetOthersRun() throws Exception {
    RealLoop.runAt(
        STILL,
        () -> {
          try (Pair pair = Pair.open();
              Beside beside = new Beside()) {
            HttpServer server =
                new HttpServer(
                    _ -> {
                      beside.did();
                      return Response.of(204);
                    });
            pair.client().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(1_000));
            pair.client().shutdownOutput();
            Task<Void> reading = spawn(() -> pair.client().forEachPiece(_ -> {}));
            server.serve(pair.server());
            pair.server().close();
            reading.await();
            assertThat(beside.most()).isBetween(MOST / 2, MOST);
          }
        });
  }

  /// What was found ready beside a task that goes on and on is served, too.
  @Test
  void otherSocketsAreLookedAtMeanwhile() throws Exception {
    RealLoop.runAt(
        STILL,
        () -> {
          try (Pair pair = Pair.open();
              Pair other = Pair.open()) {
            Task<Integer> waiting = spawn(() -> other.server().read(1).length);
            Pipe pipe = new Pipe();
            pipe.first().write("x".repeat(10_000));
            yieldNow();
            other.client().write("x");
            int reads = 0;
            while (!waiting.isDone()) {
              pipe.second().read(1);
              reads++;
            }
            assertThat(reads).isLessThanOrEqualTo(4 * MOST);
            assertThat(Async.currentTask().cancelling()).isZero();
          }
        });
  }
}
