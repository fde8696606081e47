package dev.baton.net;

import static dev.baton.api.VirtualLoop.ms;
import static dev.baton.api.VirtualLoop.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.UnhandledFailure;
import dev.baton.api.VirtualLoop;
import dev.baton.testing.ScriptedNetwork;
import java.io.IOException;
import java.net.BindException;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListenerTest {
  private final ScriptedNetwork network = new ScriptedNetwork(1);

  private static void echo(Stream stream) throws IOException {
    for (String line; (line = stream.readLine(100)) != null; ) {
      stream.write(line + "\n");
    }
  }

  @Test
  void servesManyConnectionsAtOnce() throws Exception {
    VirtualLoop.run(
        () -> {
          Listener listener = network.listen("server", 7);
          Task<Void> server = Async.spawn(() -> listener.serve(10, ListenerTest::echo));
          List<Stream> clients = new ArrayList<>();
          for (int i = 0; i < 10; i++) {
            clients.add(network.connect("server", 7));
          }
          for (Stream client : clients.reversed()) {
            client.write("hello\n");
            assertThat(client.readLine(10)).isEqualTo("hello");
            client.close();
          }
          listener.close();
          server.await();
        });
  }

  @Test
  void stopsAcceptingAtTheLimitAndGoesOnWhenAConnectionEnds() throws Exception {
    RealLoop.run(
        () -> {
          Listener listener = Net.listen(RealLoop.anyPort());
          List<String> trail = new ArrayList<>();
          Task<Void> server =
              Async.spawn(
                  () ->
                      listener.serve(
                          2,
                          stream -> {
                            String name = stream.readLine(10);
                            trail.add("begin " + name);
                            stream.readLine(10);
                            trail.add("end " + name);
                          }));
          List<Stream> clients = new ArrayList<>();
          for (int i = 1; i <= 3; i++) {
            clients.add(Net.connect(listener.localAddress()));
            clients.getLast().write(i + "\n");
            awaitSize(trail, Math.min(i, 2));
          }
          Async.sleep(ms(20)); // nothing else happens
          assertThat(trail).containsExactly("begin 1", "begin 2");

          clients.getFirst().close();
          assertThat(clients.getFirst().toString()).contains("closed");
          awaitSize(trail, 4);
          assertThat(trail).containsExactly("begin 1", "begin 2", "end 1", "begin 3");
          clients.forEach(Stream::abort);
          listener.close();
          server.await();
        });
  }

  @Suspends
  private static void awaitSize(List<String> trail, int size) {
    while (trail.size() < size) {
      Async.sleep(ms(1));
    }
  }

  @Test
  void aHandlerThatFailsEndsItsOwnConnectionOnly() throws Exception {
    List<UnhandledFailure> unhandled = new ArrayList<>();
    VirtualLoop.builder(unhandled)
        .run(
            () -> {
              Listener listener = network.listen("server", 7);
              Task<Void> server = Async.spawn(() -> listener.serve(1, ListenerTest::fail));
              for (String how : List.of("checked", "unchecked", "error", "io", "fine")) {
                Stream client = network.connect("server", 7);
                client.write(how + "\n");
                String answer = client.readLine(10);
                assertThat(answer).isEqualTo(how.equals("fine") ? "fine" : null);
              }
              listener.close();
              server.await();
            });

    assertThat(unhandled)
        .extracting(failure -> failure.exception().getMessage())
        .containsExactly("checked", "unchecked", "error");
    assertThat(unhandled)
        .allMatch(failure -> failure.message().equals("the handler of a connection failed"));
  }

  private static void fail(Stream stream) throws Exception {
    switch (stream.readLine(100)) {
      case "checked" -> throw new Exception("checked");
      case "unchecked" -> throw new IllegalArgumentException("unchecked");
      case "error" -> throw new AssertionError("error");
      case "io" -> throw new IOException("io");
      default -> stream.write("fine\n");
    }
  }

  /// The example of [Listener]: who says nothing loses its place, and nobody makes a fuss about it.
  @Test
  void aSilentClientKeepsItsPlaceNoLongerThanTheHandlersTimeLimit() throws Exception {
    VirtualLoop.run(
        () -> {
          Listener listener = network.listen("server", 7);
          Task<Void> server =
              Async.spawn(
                  () ->
                      listener.serve(
                          1,
                          stream ->
                              Async.timeout(
                                  Duration.ofSeconds(30), () -> stream.write(stream.read(8_192)))));
          Stream silent = network.connect("server", 7);
          Stream honest = network.connect("server", 7);
          honest.write("hello");

          assertThat(honest.readExactly(5)).asString().isEqualTo("hello");
          assertThat(now()).isEqualTo(30_000);
          assertThat(silent.read(1)).isEmpty();
          listener.close();
          server.await();
        });
  }

  @Test
  void cancellingTheServerCancelsAllHandlersAndClosesTheirConnections() throws Exception {
    VirtualLoop.run(
        () -> {
          Listener listener = network.listen("server", 7);
          Task<Void> server = Async.spawn(() -> listener.serve(5, ListenerTest::echo));
          Stream first = network.connect("server", 7);
          Async.sleep(ms(1));
          Stream second = network.connect("server", 7);
          Async.yieldNow(); // accepted, its task has not begun
          server.cancel();

          assertThat(first.read(1)).isEmpty();
          assertThat(second.read(1)).isEmpty();
          assertThatThrownBy(server::await).isInstanceOf(CancelledError.class);
          listener.close();
        });
  }

  @Test
  void acceptingThatFailsIsReportedAndTriedAgainAfterAPause() throws Exception {
    List<UnhandledFailure> unhandled = new ArrayList<>();
    List<Long> times = new ArrayList<>();
    VirtualLoop.builder(unhandled)
        .run(
            () -> {
              Full full = new Full(times);
              Listener listener = new Listener(full);
              Task<Void> server = Async.spawn(() -> listener.serve(5, ListenerTest::echo));
              Async.sleep(ms(350));
              listener.close();
              server.await();
            });

    assertThat(times).containsExactly(0L, 100L, 200L, 300L);
    assertThat(unhandled).hasSize(4);
    assertThat(unhandled.getFirst().message()).endsWith("cannot accept a connection; trying again");
    assertThat(unhandled.getFirst().exception()).hasMessage("Too many open files");
  }

  /// An acceptor when no file descriptor is left.
  private static final class Full implements Acceptor {
    private final List<Long> times;
    private boolean open = true;

    Full(List<Long> times) {
      this.times = times;
    }

    @Override
    public Transport accept() throws IOException {
      times.add(now());
      throw new IOException("Too many open files");
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() {
      open = false;
    }

    @Override
    public SocketAddress localAddress() {
      return RealLoop.anyPort();
    }
  }

  @Test
  void closingWakesTheTaskThatAccepts() throws Exception {
    RealLoop.run(
        () -> {
          Listener listener = Net.listen(RealLoop.anyPort());
          Task<Stream> accepting = Async.spawn(listener::accept);
          Task<Void> serving = Async.spawn(() -> Net.listen(RealLoop.anyPort()).close());
          Async.sleep(Duration.ofMillis(1));
          assertThatThrownBy(listener::accept).isInstanceOf(IllegalStateException.class);
          listener.close();
          listener.close();

          assertThatThrownBy(accepting::await).isInstanceOf(ClosedChannelException.class);
          assertThatThrownBy(listener::accept).isInstanceOf(ClosedChannelException.class);
          serving.await();
        });
  }

  @Test
  void aCancelledAcceptLosesNoConnection() throws Exception {
    RealLoop.run(
        () -> {
          try (Listener listener = Net.listen(RealLoop.anyPort())) {
            Task<Stream> accepting = Async.spawn(listener::accept);
            Async.sleep(Duration.ofMillis(1));
            try (Socket raw = new Socket("127.0.0.1", listener.port())) {
              accepting.cancel();
              Stream accepted = listener.accept();
              raw.getOutputStream().write('x');
              assertThat(accepted.read(1)).hasSize(1);
              accepted.close();
            }
          }
        });
  }

  @Test
  void aPortThatIsTakenIsRefusedAndFreeAgainAfterTheClose() throws Exception {
    RealLoop.run(
        () -> {
          Listener first = Net.listen(RealLoop.anyPort());
          assertThatThrownBy(() -> Net.listen(first.localAddress()))
              .isInstanceOf(BindException.class);
          Task<Stream> accepting = Async.spawn(first::accept);
          Async.sleep(Duration.ofMillis(1));
          accepting.cancel();
          first.close();
          Net.listen(first.localAddress()).close();
        });
  }

  @Test
  void theLimitMustBePositive() throws Exception {
    VirtualLoop.run(
        () ->
            assertThatThrownBy(() -> network.listen("a", 1).serve(0, ListenerTest::echo))
                .hasMessage("most must be at least 1, got 0"));
  }
}
