package dev.baton.feed.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.net.Listener;
import dev.baton.net.Net;
import dev.baton.net.Stream;
import dev.baton.net.http.HttpServer;
import dev.baton.testkit.ChildProcess;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Others' clients and servers, with short keep-alives while messages flow: Debian's packages
/// `node-ws` and `python3-websockets`. Skipped where they are not installed.
@Tag("process")
class PeersTest {
  private static final int MESSAGES = 1_000;

  enum Peer {
    NODE("node", ".js", "require('ws')", "-e"),
    PYTHON("/usr/bin/python3", ".py", "import websockets", "-c");

    private final String program;
    private final String suffix;
    private final String check;
    private final String checkOption;

    Peer(String program, String suffix, String check, String checkOption) {
      this.program = program;
      this.suffix = suffix;
      this.check = check;
      this.checkOption = checkOption;
    }

    ChildProcess start(String script, String... arguments) throws IOException {
      List<String> command = new ArrayList<>(List.of(program, path(script + suffix)));
      command.addAll(List.of(arguments));
      return ChildProcess.start(builder(command));
    }

    void assumeInstalled() {
      assumeTrue(isInstalled(), () -> program + " cannot " + check + ": this peer is not tried");
    }

    private boolean isInstalled() {
      try (ChildProcess process =
          ChildProcess.start(builder(List.of(program, checkOption, check)))) {
        return process.exitCode() == 0;
      } catch (IOException missing) {
        return false;
      } catch (InterruptedException interrupted) {
        throw new AssertionError(interrupted);
      }
    }

    private static ProcessBuilder builder(List<String> command) {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder
          .environment()
          .merge(
              "NODE_PATH", "/usr/share/nodejs", (given, ours) -> given + File.pathSeparator + ours);
      return builder;
    }

    private static String path(String resource) {
      try {
        return Path.of(PeersTest.class.getResource(resource).toURI()).toString();
      } catch (URISyntaxException impossible) {
        throw new AssertionError(impossible);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aClientOfOthersGetsAllMessagesAndItsPongs(Peer peer) throws Exception {
    peer.assumeInstalled();
    List<Throwable> ends = new ArrayList<>();
    EventLoop.run(
        () -> {
          HttpServer server =
              new HttpServer(
                  request ->
                      ServerHandshake.answer(
                          request, List.of("echo.v1"), stream -> ends.add(publish(stream))));
          try (Listener listener =
              Net.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            Task<Void> serving = Async.spawn(() -> server.serve(listener));
            String url = "ws://127.0.0.1:" + listener.port() + "/";
            try (ChildProcess client = peer.start("client", url, String.valueOf(MESSAGES))) {
              String output = Blocking.call(client::output);
              assertThat(output)
                  .isEqualTo("received 1000, protocol echo.v1, extensions \"\", code 1000, pongs");
            } finally {
              server.stop(Duration.ofSeconds(5));
              serving.await();
            }
          }
        });
    assertThat(ends).hasSize(1);
    assertThat(ends.getFirst())
        .isInstanceOfSatisfying(
            WebSocketClosedException.class,
            closed -> assertThat(closed.code()).isEqualTo(CloseCodes.NORMAL));
  }

  /// Ten messages each 10 ms.
  @Suspends
  private static Throwable publish(Stream stream) {
    Queue<Frame> waiting = new ArrayDeque<>();
    try {
      WebSocket.run(
          stream,
          Role.SERVER,
          WebSocketSettings.defaults(),
          waiting::poll,
          socket -> {
            Task<Void> publisher = Async.spawn(() -> fill(waiting, socket));
            try {
              while (true) {
                socket.receive();
              }
            } finally {
              publisher.cancel();
            }
          });
      return null;
    } catch (IOException end) {
      return end;
    }
  }

  @Suspends
  private static void fill(Queue<Frame> waiting, WebSocket socket) {
    for (int i = 0; i < MESSAGES; i++) {
      waiting.add(Frame.text("message " + i));
      socket.wake();
      if (i % 10 == 9) {
        Async.sleep(Duration.ofMillis(10));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aServerOfOthersGetsAllEchoesAndItsPongs(Peer peer) throws Exception {
    peer.assumeInstalled();
    try (ChildProcess server = peer.start("server", String.valueOf(MESSAGES))) {
      int port = Integer.parseInt(server.awaitLine("port ").substring(5));
      EventLoop.run(
          () -> {
            try (Stream stream = Net.connect("127.0.0.1", port)) {
              assertThat(
                      ClientHandshake.perform(
                          stream,
                          "127.0.0.1:" + port,
                          "/",
                          List.of("echo.v1"),
                          Map.of(),
                          Duration.ofSeconds(10)))
                  .contains("echo.v1");
              assertThatThrownBy(() -> Echo.run(stream, Role.CLIENT, WebSocketSettings.defaults()))
                  .isInstanceOf(WebSocketClosedException.class)
                  .hasMessage("closed by the other end with 4000: done");
            }
          });
      assertThat(server.nextLine()).isEqualTo("echoes 1000, code 4000");
    }
  }
}
