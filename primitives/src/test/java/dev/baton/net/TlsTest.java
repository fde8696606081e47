package dev.baton.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.api.VirtualLoop;
import dev.baton.net.RealLoop.Pair;
import dev.baton.testing.Fault;
import dev.baton.testing.Pipe;
import dev.baton.testing.ScriptedNetwork;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {
  private static final int WHOLE = Integer.MAX_VALUE;

  /// Far more than the slowest machine takes.
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir private static Path folder;
  private static Certificates certificates;

  @BeforeAll
  static void makeCertificates() throws Exception {
    certificates = new Certificates(folder);
  }

  private static SSLContext context() {
    return certificates.context("TLSv1.3");
  }

  /// The two ends of a connection that is secure.
  private record Secure(Stream client, Stream server) {
    static Secure over(Stream client, Stream server, String protocol) throws Exception {
      SSLContext context = certificates.context(protocol);
      Task<Stream> secureServer = Async.spawn(() -> Tls.server(server, context, LONG));
      Stream secureClient = Tls.client(client, "localhost", context, LONG);
      return new Secure(secureClient, secureServer.await());
    }

    static Secure over(Pipe pipe) throws Exception {
      return over(pipe.first(), pipe.second(), "TLSv1.3");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aConversationOverSocketsIsSecure(String protocol) throws Exception {
    RealLoop.run(
        () -> {
          try (Pair pair = Pair.open()) {
            Secure secure = Secure.over(pair.client(), pair.server(), protocol);
            secure.client().write("hello\n");
            assertThat(secure.server().readLine(10)).isEqualTo("hello");
            secure.server().write("x".repeat(100_000) + "\n");
            assertThat(secure.client().readLine(200_000)).hasSize(100_000);
            secure.client().close();
            assertThat(secure.server().read(1)).isEmpty();
            assertThat(secure.server().read(1)).isEmpty();
            secure.server().close();
          }
        });
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.2,1", "TLSv1.3,1", "TLSv1.2,1000", "TLSv1.3,1000"})
  void bytesMayComeOneAtATimeThroughANarrowPipe(String protocol, int largestRead) throws Exception {
    RealLoop.run(
        () -> {
          Pipe pipe = new Pipe(4_000, largestRead);
          int size = 50_000 + 500 * largestRead;
          Secure secure = Secure.over(pipe.first(), pipe.second(), protocol);
          TaskGroup.run(
              group -> {
                group.spawn(() -> Traffic.send(secure.client(), 1, size, false));
                group.spawn(() -> Traffic.send(secure.server(), 2, size, true));
                group.spawn(() -> Traffic.expect(secure.server(), 1, size, true));
                group.spawn(() -> Traffic.expect(secure.client(), 2, size, false));
              });
        });
  }

  @Test
  void muchDataGoesBothWaysOverSockets() throws Exception {
    RealLoop.run(
        () -> {
          try (Pair pair = Pair.open()) {
            Secure secure = Secure.over(pair.client(), pair.server(), "TLSv1.3");
            TaskGroup.run(
                group -> {
                  group.spawn(() -> Traffic.send(secure.client(), 1, 8_000_000, true));
                  group.spawn(() -> Traffic.send(secure.server(), 2, 8_000_000, false));
                  group.spawn(() -> Traffic.expect(secure.server(), 1, 8_000_000, false));
                  group.spawn(() -> Traffic.expect(secure.client(), 2, 8_000_000, true));
                });
          }
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aHandshakeWithAnEndThatSaysNothingHasATimeLimit(boolean asServer) throws Exception {
    VirtualLoop.run(
        () -> {
          Pipe pipe = new Pipe();
          assertThatThrownBy(
                  () -> {
                    if (asServer) {
                      Tls.server(pipe.second(), context());
                    } else {
                      Tls.client(pipe.second(), "localhost", context());
                    }
                  })
              .isInstanceOf(SocketTimeoutException.class)
              .hasMessageEndingWith("took more than 5 s for the handshake");
          assertThat(VirtualLoop.now()).isEqualTo(5_000);
          pipe.first().read(10_000); // what a client has begun with
          assertThat(pipe.first().read(1)).as("the connection was closed").isEmpty();
        });
  }

  @Test
  void theLimitOfAHandshakeCanBeChosen() throws Exception {
    VirtualLoop.run(
        () -> {
          Pipe pipe = new Pipe();
          assertThatThrownBy(() -> Tls.server(pipe.second(), context(), Duration.ofMillis(1_500)))
              .hasMessageEndingWith("took more than 1.5 s for the handshake");
          assertThat(VirtualLoop.now()).isEqualTo(1_500);
        });
  }

  @Test
  void aCertificateForAnotherNameIsRefusedAndTheServerIsTold() throws Exception {
    RealLoop.run(
        () -> {
          Pipe pipe = new Pipe();
          Task<Stream> server = Async.spawn(() -> Tls.server(pipe.second(), context()));

          assertThatThrownBy(() -> Tls.client(pipe.first(), "example.org", context()))
              .isInstanceOf(SSLException.class)
              .hasMessageContaining("example.org");
          assertThatThrownBy(() -> server.await().read(1)).isInstanceOf(SSLException.class);
        });
  }

  @Test
  void aCertificateThatNobodyTrustsIsRefused() throws Exception {
    RealLoop.run(
        () -> {
          Pipe pipe = new Pipe();
          Task<Stream> server = Async.spawn(() -> Tls.server(pipe.second(), context()));

          assertThatThrownBy(() -> Tls.client(pipe.first(), "localhost", SSLContext.getDefault()))
              .isInstanceOf(SSLException.class);
          assertThatThrownBy(() -> server.await().read(1)).isInstanceOf(SSLException.class);
        });
  }

  @Test
  void aConnectionThatIsCutIsNotTakenForTheEnd() throws Exception {
    RealLoop.run(
        () -> {
          Pipe pipe = new Pipe();
          Secure secure = Secure.over(pipe);
          secure.server().write("half of it");
          pipe.second().abort();

          assertThat(secure.client().readExactly(10)).hasSize(10);
          for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> secure.client().read(1))
                .isInstanceOf(EOFException.class)
                .hasMessageContaining("may be cut short");
          }
        });
  }

  @Test
  void anEndDuringTheHandshakeIsAnError() throws Exception {
    RealLoop.run(
        () -> {
          Pipe pipe = new Pipe();
          pipe.first().close();
          assertThatThrownBy(() -> Tls.server(pipe.second(), context()))
              .isInstanceOf(IOException.class);
          assertThatThrownBy(() -> pipe.second().read(1)).isInstanceOf(IOException.class);
        });
  }

  @Test
  void garbageInsteadOfAHandshakeIsRefused() throws Exception {
    RealLoop.run(
        () -> {
          Pipe pipe = new Pipe();
          pipe.first().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");

          assertThatThrownBy(() -> Tls.server(pipe.second(), context()))
              .isInstanceOf(SSLException.class);
        });
  }

  @Test
  void garbageAfterTheHandshakeIsAnErrorAndNeverTheEnd() throws Exception {
    RealLoop.run(
        () -> {
          ScriptedNetwork network = new ScriptedNetwork(7);
          network.nextToClient(Fault.GARBAGE, 5_000);
          try (Listener listener = network.listen("localhost", 443)) {
            Stream client = network.connect("localhost", 443);
            Secure secure = Secure.over(client, listener.accept(), "TLSv1.3");
            Task<Void> writer = Async.spawn(() -> secure.server().write(new byte[20_000]));

            for (int i = 0; i < 2; i++) {
              assertThatThrownBy(() -> secure.client().readExactly(20_000))
                  .isInstanceOf(SSLException.class);
            }
            writer.await();
          }
        });
  }

  @Test
  void whenOneDirectionIsClosedTheOtherGoesOn() throws Exception {
    RealLoop.run(
        () -> {
          Pipe pipe = new Pipe();
          Secure secure = Secure.over(pipe);
          secure.client().write("question\n");
          secure.client().shutdownOutput();
          assertThat(secure.server().readLine(10)).isEqualTo("question");
          assertThat(secure.server().readLine(10)).isNull();

          for (int i = 0; i < 3; i++) {
            secure.server().write("answer " + i + "\n");
            assertThat(secure.client().readLine(10)).isEqualTo("answer " + i);
          }
          assertThatThrownBy(() -> secure.client().write("more")).isInstanceOf(IOException.class);
          secure.server().close();
          assertThat(secure.client().readLine(10)).isNull();
        });
  }

  @Test
  void inTls12BothDirectionsEndTogether() throws Exception {
    RealLoop.run(
        () -> {
          Pipe pipe = new Pipe();
          Secure secure = Secure.over(pipe.first(), pipe.second(), "TLSv1.2");
          secure.client().write("question\n");
          secure.client().shutdownOutput();
          assertThat(secure.server().readLine(10)).isEqualTo("question");
          assertThat(secure.server().readLine(10)).isNull();

          assertThat(secure.client().readLine(10)).isNull();
          assertThatThrownBy(() -> secure.server().write("answer")).isInstanceOf(IOException.class);
          secure.server().close();
          secure.client().close();
        });
  }

  @Test
  void aConnectionBecomesSecureAfterPlainBytes() throws Exception {
    RealLoop.run(
        () -> {
          Pipe pipe = new Pipe();
          pipe.first().write("STARTTLS\n");
          assertThat(pipe.second().readLine(100)).isEqualTo("STARTTLS");
          pipe.second().write("OK\n");
          assertThat(pipe.first().readLine(100)).isEqualTo("OK");
          Secure secure = Secure.over(pipe);
          secure.client().write("secret\n");

          assertThat(secure.server().readLine(100)).isEqualTo("secret");
          assertThatThrownBy(() -> pipe.first().write("plain")).isInstanceOf(IOException.class);
          assertThatThrownBy(() -> pipe.second().read(1)).isInstanceOf(IOException.class);
        });
  }

  @Test
  void plainBytesThatNobodyReadAreNotTakenForSecureOnes() throws Exception {
    RealLoop.run(
        () -> {
          Pipe pipe = new Pipe();
          pipe.first().write("STARTTLS\nDELETE\n");
          pipe.second().readLine(100);

          assertThatThrownBy(() -> Tls.server(pipe.second(), context()))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageEndingWith("holds 7 bytes that nobody has read");
          assertThat(pipe.second().readLine(100)).isEqualTo("DELETE");
        });
  }

  @Test
  void aCancelledReadLosesNothing() throws Exception {
    RealLoop.run(
        () -> {
          Pipe pipe = new Pipe(100_000, 5);
          Secure secure = Secure.over(pipe);
          for (int i = 0; i < 50; i++) {
            Task<byte[]> reader = Async.spawn(() -> secure.server().readExactly(1_000));
            Async.yieldNow();
            secure.client().write("x");
            for (int turn = i % 7; turn > 0; turn--) {
              Async.yieldNow();
            }
            reader.cancel();
            Async.yieldNow();
          }

          assertThat(secure.server().readExactly(50)).hasSize(50);
        });
  }

  @Test
  void aCancelledHandshakeClosesTheConnection() throws Exception {
    RealLoop.run(
        () -> {
          Pipe pipe = new Pipe();
          Task<Stream> client = Async.spawn(() -> Tls.client(pipe.first(), "localhost", context()));
          pipe.second().readExactly(5);
          client.cancel();

          assertThatThrownBy(() -> pipe.second().readExactly(100_000))
              .isInstanceOf(EOFException.class);
          assertThat(client.isCancelled()).isTrue();
        });
  }

  /// A record whose task was cancelled on the way goes first, or the next could not be opened.
  @Test
  void aWriteThatIsCancelledLeavesWholeRecordsForTheGoodbye() throws Exception {
    RealLoop.run(
        () -> {
          Pipe pipe = new Pipe(3_000, WHOLE);
          Secure secure = Secure.over(pipe);
          Task<Void> writer = Async.spawn(() -> secure.client().write(new byte[50_000]));
          Async.sleep(Duration.ofMillis(5));
          writer.cancel();
          Async.yieldNow();
          Task<Void> closer = Async.spawn(() -> secure.client().close());

          assertThatThrownBy(() -> secure.server().readExactly(50_000))
              .isInstanceOf(EOFException.class)
              .hasMessageContaining("may be cut short");
          closer.await();
        });
  }

  @Test
  void newKeysThatTheOtherEndAsksForAreGiven() throws Exception {
    withBlockingClient(
        "TLSv1.3",
        socket -> {
          socket.getOutputStream().write("one\n".getBytes());
          socket.startHandshake(); // new keys, and asks for ours
          socket.getOutputStream().write("two\n".getBytes());
          return new String(socket.getInputStream().readNBytes(8));
        },
        (server, answer) -> {
          for (String line : List.of("one", "two")) {
            assertThat(server.readLine(10)).isEqualTo(line);
            server.write(line + "\n");
          }
          assertThat(answer.await()).isEqualTo("one\ntwo\n");
        });
  }

  @Test
  void renegotiationIsRefused() throws Exception {
    withBlockingClient(
        "TLSv1.2",
        socket -> {
          socket.getOutputStream().write("one\n".getBytes());
          InputStream in = socket.getInputStream();
          in.readNBytes(4);
          socket.startHandshake();
          in.read();
          return "renegotiated";
        },
        (server, answer) -> {
          assertThat(server.readLine(10)).isEqualTo("one");
          server.write("one\n");
          assertThatThrownBy(() -> server.readLine(10))
              .isInstanceOf(SSLException.class)
              .hasMessage("the other end wants to renegotiate, which is refused");
          server.close();
          assertThatThrownBy(answer::await).isInstanceOf(IOException.class);
        });
  }

  private interface BlockingClient {
    String talk(SSLSocket socket) throws Exception;
  }

  private interface AsyncServer {
    void talk(Stream server, Task<String> answer) throws Exception;
  }

  /// The JDK's own socket on the other end.
  private static void withBlockingClient(String protocol, BlockingClient client, AsyncServer server)
      throws Exception {
    RealLoop.run(
        () -> {
          SSLContext context = certificates.context(protocol);
          try (Listener listener = Net.listen(RealLoop.anyPort())) {
            int port = listener.port();
            Task<String> answer =
                Async.spawn(
                    () ->
                        Blocking.call(
                            () -> {
                              try (SSLSocket socket =
                                  (SSLSocket)
                                      context.getSocketFactory().createSocket("localhost", port)) {
                                return client.talk(socket);
                              }
                            }));
            try (Stream secure = Tls.server(listener.accept(), context)) {
              server.talk(secure, answer);
            }
          }
        });
  }
}
