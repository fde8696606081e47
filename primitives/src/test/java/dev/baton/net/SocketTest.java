package dev.baton.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.net.RealLoop.Pair;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Streams over real sockets of this machine.
class SocketTest {
  private static final int MEGABYTE = 1024 * 1024;

  /// More than the kernel and we hold together.
  private static final int MORE_THAN_FITS = 32 * MEGABYTE;

  @Test
  void aHostIsConnectedToByName() throws Exception {
    RealLoop.run(
        () -> {
          try (Listener listener = Net.listen(RealLoop.anyPort());
              Stream client = Net.connect("localhost", listener.port());
              Stream server = listener.accept()) {
            client.write("hello\n");

            assertThat(server.readLine(100)).isEqualTo("hello");
            assertThat(server.remoteAddress()).isEqualTo(client.localAddress());
            assertThat(client.remoteAddress()).isEqualTo(server.localAddress());
          }
        });
  }

  @Test
  void anUnresolvedAddressIsLookedUp() throws Exception {
    RealLoop.run(
        () -> {
          try (Listener listener = Net.listen(RealLoop.anyPort())) {
            Net.connect(InetSocketAddress.createUnresolved("localhost", listener.port())).close();
          }
          assertThatThrownBy(
                  () -> Net.connect(InetSocketAddress.createUnresolved("nobody.invalid", 80)))
              .isInstanceOf(UnknownHostException.class);
        });
  }

  /// Linux tries one port after the other: among as many tries as it has ports for clients there is
  /// one from the port that is tried.
  @Test
  void nobodyIsConnectedToHimself() throws Exception {
    RealLoop.run(
        () -> {
          SocketAddress portOfClients = anyPortOfClients();

          for (int i = 0; i < 30_000; i++) {
            assertThatThrownBy(() -> Net.connect(portOfClients))
                .isInstanceOf(ConnectException.class);
          }
        });
  }

  @Suspends
  private static SocketAddress anyPortOfClients() throws IOException {
    try (Listener listener = Net.listen(RealLoop.anyPort());
        Stream client = Net.connect(listener.localAddress());
        Stream server = listener.accept()) {
      server.reset(); // so that neither end is remembered for a while
      return client.localAddress();
    }
  }

  @Test
  void aRefusedConnectionNamesTheAddress() throws Exception {
    RealLoop.run(
        () -> {
          Listener listener = Net.listen(RealLoop.anyPort());
          int port = listener.port();
          listener.close();

          assertThatThrownBy(() -> Net.connect(listener.localAddress()))
              .isInstanceOf(ConnectException.class)
              .hasMessageStartingWith("cannot connect to /127.0.0.1:" + port);
        });
  }

  @Test
  void aResetIsNotTakenForTheEnd() throws Exception {
    RealLoop.run(
        () -> {
          try (Listener listener = Net.listen(RealLoop.anyPort());
              Stream client = Net.connect(listener.localAddress());
              Stream server = listener.accept()) {
            server.write("hello\n");
            assertThat(client.readLine(100)).isEqualTo("hello");
            server.reset();

            assertThatThrownBy(() -> client.read(100))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("reset");
            assertThatThrownBy(() -> server.read(100)).isInstanceOf(ClosedChannelException.class);
            server.reset();
          }
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 65_536})
  void aPortThatIsNoneIsRefused(int port) throws Exception {
    RealLoop.run(
        () ->
            assertThatThrownBy(() -> Net.connect("localhost", port))
                .hasMessage("port must be between 1 and 65535, got " + port));
  }

  /// Under a clock that stands still: on a slow machine, three reads may take longer than a task
  /// may go on.
  @Test
  void whatIsThereAlreadyIsReadWithoutATaskSwitch() throws Exception {
    RealLoop.runAt(
        () -> 0,
        () -> {
          try (Pair pair = Pair.open()) {
            pair.client().write("x".repeat(3_000));
            List<String> trail = new ArrayList<>();
            Task<Boolean> other = Async.spawn(() -> trail.add("other"));
            for (int i = 0; i < 3; i++) {
              trail.add("read " + pair.server().readExactly(1_000).length);
            }

            assertThat(trail).containsExactly("read 1000", "read 1000", "read 1000");
            other.await();
          }
        });
  }

  @Test
  void aShortReadFollowedByDataAndByTheEndMissesNeither() throws Exception {
    RealLoop.run(
        () -> {
          try (Pair pair = Pair.open()) {
            ByteBuffer target = ByteBuffer.allocateDirect(100);
            pair.client().write("one");
            assertThat(pair.server().read(target.clear())).isEqualTo(3); // the socket is empty now
            pair.client().write("three");
            assertThat(pair.server().read(target.clear())).isEqualTo(5);
            pair.client().write("x".repeat(100));
            assertThat(pair.server().read(target.clear())).isEqualTo(100); // not known to be empty
            Task<Integer> waiting = Async.spawn(() -> pair.server().read(target.clear()));
            Async.yieldNow();
            pair.client().write("four");
            assertThat(waiting.await()).isEqualTo(4);
            pair.client().shutdownOutput();
            assertThat(pair.server().read(target.clear())).isEqualTo(-1);
            assertThat(pair.server().read(target.clear())).isEqualTo(-1);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void muchDataInRandomPiecesGoesBothWaysAtOnce(boolean direct) throws Exception {
    RealLoop.run(
        () -> {
          try (Pair pair = Pair.open()) {
            TaskGroup.run(
                group -> {
                  group.spawn(() -> Traffic.send(pair.client(), 1, 8 * MEGABYTE, direct));
                  group.spawn(() -> Traffic.send(pair.server(), 2, 8 * MEGABYTE, direct));
                  group.spawn(() -> Traffic.expect(pair.server(), 1, 8 * MEGABYTE, direct));
                  group.spawn(() -> Traffic.expect(pair.client(), 2, 8 * MEGABYTE, direct));
                });
          }
        });
  }

  @Test
  void aWriterWaitsWhileTheOtherEndDoesNotReadAndGoesOnWhenItDoes() throws Exception {
    RealLoop.run(
        () -> {
          try (Pair pair = Pair.open()) {
            int[] written = {0};
            byte[] piece = new byte[10_000];
            Task<Void> writer =
                Async.spawn(
                    () -> {
                      for (; written[0] < MORE_THAN_FITS; written[0] += piece.length) {
                        pair.client().write(piece);
                      }
                      pair.client().close();
                    });
            awaitStandstill(() -> written[0]);
            assertThat(writer.isDone()).isFalse();
            assertThat(written[0]).isLessThan(MORE_THAN_FITS);

            long read = 0;
            ByteBuffer target = ByteBuffer.allocateDirect(MEGABYTE);
            for (int count; (count = pair.server().read(target.clear())) >= 0; ) {
              read += count;
            }
            assertThat(read).isEqualTo(written[0]);
            writer.await();
          }
        });
  }

  /// Until a writer can go no further.
  private static void awaitStandstill(IntSupplier progress) {
    int seen = -1;
    while (seen != progress.getAsInt()) {
      seen = progress.getAsInt();
      Async.sleep(Duration.ofMillis(20));
    }
  }

  @Test
  void writingNowNeverWaitsAndSaysWhatIsLeft() throws Exception {
    RealLoop.run(
        () -> {
          try (Pair pair = Pair.open()) {
            byte[] piece = new byte[OutBuffer.HIGH];
            long taken = 0;
            while (pair.client().unsent() == 0) {
              assertThat(pair.client().writeNow(ByteBuffer.wrap(piece))).isTrue();
              taken += piece.length;
            }
            assertThat(pair.client().unsent()).isLessThanOrEqualTo(OutBuffer.HIGH);
            ByteBuffer refused = ByteBuffer.wrap(piece);
            assertThat(pair.client().writeNow(refused)).isFalse();
            assertThat(refused.remaining()).isEqualTo(piece.length);

            Task<Void> writer = Async.spawn(() -> pair.client().write(refused));
            Async.yieldNow();
            assertThat(pair.client().writeNow(ByteBuffer.wrap(piece))).isFalse();
            for (long left = taken + piece.length; left > 0; ) {
              left -= pair.server().read(MEGABYTE).length;
            }
            writer.await();
            pair.client().flush();
            assertThat(pair.client().unsent()).isZero();
          }
        });
  }

  @Test
  void aCancelledWriteCutsTheStreamAndReadingGoesOn() throws Exception {
    RealLoop.run(
        () -> {
          try (Pair pair = Pair.open()) {
            Task<Void> writer = Async.spawn(() -> pair.client().write(new byte[MORE_THAN_FITS]));
            Async.sleep(Duration.ofMillis(20));
            writer.cancel();
            Async.yieldNow();

            assertThatThrownBy(() -> pair.client().write("more"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("failed or was cancelled in the middle");
            pair.server().write("answer\n");
            assertThat(pair.client().readLine(10)).isEqualTo("answer");
          }
        });
  }

  @Test
  void aCancelledReaderLosesNothingAlsoIfTheDataCameInTheSameMoment() throws Exception {
    RealLoop.run(
        () -> {
          try (Pair pair = Pair.open()) {
            int[] read = {0};
            for (int i = 1; i <= 200; i++) {
              Task<Void> reader =
                  Async.spawn(
                      () -> {
                        pair.server().readExactly(1);
                        read[0]++;
                      });
              Async.yieldNow();
              pair.client().write("x");
              for (int turn = i % 4; turn > 0; turn--) {
                Async.sleep(Duration.ZERO);
              }
              reader.cancel();
              Async.yieldNow();
            }
            int left = 200 - read[0];

            assertThat(pair.server().readExactly(left)).hasSize(left);
          }
        });
  }

  @Test
  void closingWakesWhoeverWaits() throws Exception {
    RealLoop.run(
        () -> {
          try (Pair pair = Pair.open()) {
            Task<byte[]> reader = Async.spawn(() -> pair.client().read(1));
            Task<Void> writer = Async.spawn(() -> pair.client().write(new byte[MORE_THAN_FITS]));
            Task<Void> second = Async.spawn(() -> pair.client().write("more"));
            Async.sleep(Duration.ofMillis(1));
            pair.client().abort();

            assertThatThrownBy(reader::await).isInstanceOf(ClosedChannelException.class);
            assertThatThrownBy(writer::await).isInstanceOf(ClosedChannelException.class);
            assertThatThrownBy(second::await).isInstanceOf(IOException.class);
          }
        });
  }

  @Test
  void aReaderThatIsCancelledAfterTheCloseLeavesNoUnseenFailure() throws Exception {
    RealLoop.run(
        () -> {
          try (Pair pair = Pair.open()) {
            Task<byte[]> reader = Async.spawn(() -> pair.client().read(1));
            Task<Void> writer = Async.spawn(() -> pair.client().write(new byte[MORE_THAN_FITS]));
            Async.sleep(Duration.ofMillis(1));
            pair.client().abort();
            reader.cancel();
            writer.cancel();
            Async.sleep(Duration.ofMillis(1));

            assertThat(reader.isCancelled()).isTrue();
            assertThat(writer.isCancelled()).isTrue();
          }
        });
  }

  @Test
  void closeSendsWhatWasHeldBack() throws Exception {
    RealLoop.run(
        () -> {
          try (Pair pair = Pair.open()) {
            int size = MORE_THAN_FITS;
            Task<Void> writer =
                Async.spawn(
                    () -> {
                      pair.client().write(new byte[size]);
                      pair.client().close();
                    });
            assertThat(pair.server().readExactly(size)).hasSize(size);
            assertThat(pair.server().read(1)).isEmpty();
            writer.await();
          }
        });
  }

  @Test
  void aPeerThatResetsIsAnErrorForReaderAndWriter() throws Exception {
    RealLoop.run(
        () -> {
          try (Listener listener = Net.listen(RealLoop.anyPort())) {
            Socket raw = new Socket("127.0.0.1", listener.port());
            try (Stream server = listener.accept()) {
              Task<byte[]> reader = Async.spawn(() -> server.read(1));
              Task<Void> writer = Async.spawn(() -> server.write(new byte[MORE_THAN_FITS]));
              Async.sleep(Duration.ofMillis(1));
              raw.setSoLinger(true, 0);
              raw.close();

              assertThatThrownBy(reader::await).isInstanceOf(IOException.class);
              assertThatThrownBy(writer::await).isInstanceOf(IOException.class);
              assertThatThrownBy(() -> server.write("x")).isInstanceOf(IOException.class);
            }
          }
        });
  }

  @Test
  void twoReadersOfATransportAreRefused() throws Exception {
    RealLoop.run(
        () -> {
          try (Pair pair = Pair.open()) {
            Task<byte[]> first = Async.spawn(() -> pair.server().read(1));
            Async.yieldNow();
            assertThatThrownBy(() -> pair.server().read(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("two tasks cannot read at once");
            pair.client().write("x");
            assertThat(first.await()).hasSize(1);
          }
        });
  }

  @Test
  void unixSocketsWorkAndTheirFileIsRemoved(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("socket");
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(file);
    RealLoop.run(
        () -> {
          try (Listener listener = Net.listen(address);
              Stream client = Net.connect(address);
              Stream server = listener.accept()) {
            TaskGroup.run(
                group -> {
                  group.spawn(() -> Traffic.send(client, 3, MEGABYTE, false));
                  group.spawn(() -> Traffic.expect(server, 3, MEGABYTE, false));
                });
            assertThat(listener.localAddress()).isEqualTo(address);
            assertThatThrownBy(listener::port)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("has no port: it is a Unix socket");
          }
          assertThat(Files.exists(file)).isFalse();
          assertThatThrownBy(() -> Net.connect(address)).isInstanceOf(IOException.class);
        });
  }

  @Test
  void aCancelledConnectLeavesNoChannelOpen() throws Exception {
    cancelConnectsAndReads();
    long before = Descriptors.open();
    cancelConnectsAndReads();

    assertThat(Descriptors.open()).isLessThanOrEqualTo(before);
  }

  private static void cancelConnectsAndReads() throws Exception {
    RealLoop.run(
        () -> {
          try (Listener listener = Net.listen(RealLoop.anyPort())) {
            for (int i = 0; i < 50; i++) {
              Task<Void> task = Async.spawn(() -> connectAndRead(listener));
              for (int turn = new Random(i).nextInt(6); turn > 0; turn--) {
                Async.sleep(Duration.ZERO);
              }
              task.cancel();
            }
          }
        });
  }

  private static void connectAndRead(Listener listener) throws IOException {
    try (Stream stream = Net.connect("localhost", listener.port())) {
      stream.read(1);
    }
  }
}
