package dev.baton.feed.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The command line: exit codes, and errors of one sentence.
class FeedTest {
  private String err;

  @Test
  void aWrongUrlIsAUsageError() {
    assertThat(feed("watch", "http://127.0.0.1:1")).isEqualTo(Exit.USAGE);
    assertThat(err)
        .isEqualTo(
            "feed: the URL is wrong: http://127.0.0.1:1: it must begin with ws://; an example is"
                + " ws://127.0.0.1:8787; see feed watch --help\n");
  }

  @Test
  void controlCharactersFromOutsideAreEscaped() {
    assertThat(feed("watch", "ws://\u001b[2J")).isEqualTo(Exit.USAGE);
    assertThat(err).contains("\\u001b").doesNotContain("\u001b");
  }

  @Test
  void wrongOptionsAreUsageErrors() {
    assertThat(feed("watch", "--count", "0")).isEqualTo(Exit.USAGE);
    assertThat(err).contains("--count must be at least 1, got 0");
    assertThat(feed("serve", "--port", "70000")).isEqualTo(Exit.USAGE);
    assertThat(err).contains("--port must be 0 to 65535, got 70000");
    assertThat(feed("serve", "--port", "65535")).isEqualTo(Exit.USAGE);
    assertThat(err).contains("--http-port must be 0 to 65535, got 65536");
    assertThat(feed("serve", "--every", "1ms")).isEqualTo(Exit.USAGE);
    assertThat(err).contains("--every must be 10ms to 1m, got 1ms");
    assertThat(feed("serve", "--every", "soon")).isEqualTo(Exit.USAGE);
    assertThat(err).contains("\"soon\" is no time such as 500ms, 1s or 2m");
    assertThat(feed("serve", "--trace", "x.png")).isEqualTo(Exit.USAGE);
    assertThat(err)
        .contains("--trace: a trace must end in .svg, .html, .json or .txt, got x.png; see feed");
    assertThat(feed("watch", "--trace", "no/x.svg")).isEqualTo(Exit.USAGE);
    assertThat(err).contains("--trace: there is no folder for the trace no/x.svg");
    assertThat(feed("dance")).isEqualTo(Exit.USAGE);
  }

  @Test
  void anAddressThatOthersCanReachMustBeMeant() {
    assertThat(feed("serve", "--host", "0.0.0.0")).isEqualTo(Exit.USAGE);
    assertThat(err).contains("other machines can read the figures; add --public");
  }

  @Test
  void aPortThatIsInUseIsSaid() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = "" + taken.getLocalPort();

      assertThat(feed("serve", "--http-port", "0", "--port", port)).isEqualTo(Exit.NO_NETWORK);
      assertThat(err)
          .isEqualTo(
              "feed: 127.0.0.1:%s, for WebSocket, is in use; stop what listens there, or choose another with --port\n"
                  .formatted(port));
      assertThat(feed("serve", "--port", "0", "--http-port", port)).isEqualTo(Exit.NO_NETWORK);
      assertThat(err).endsWith("or choose another with --http-port\n");
    }
  }

  @Test
  void aServerThatIsNotThereIsSaid() throws Exception {
    int port = ServerProcess.freePort();

    assertThat(feed("watch", "ws://127.0.0.1:" + port)).isEqualTo(Exit.NO_NETWORK);
    assertThat(err)
        .isEqualTo(
            "feed: cannot reach ws://127.0.0.1:%d: nothing answers there; start one with \"feed serve\", or wait for it with --wait\n"
                .formatted(port));
  }

  @Test
  void somethingElseThanAFeedIsSaid() throws Exception {
    HttpServer other = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    other.start();
    try {
      int port = other.getAddress().getPort();

      assertThat(feed("watch", "ws://127.0.0.1:" + port)).isEqualTo(Exit.REFUSED);
      assertThat(err).contains("answers, but not as a feed does", "404").hasLineCount(1);
    } finally {
      other.stop(0);
    }
  }

  @Test
  void aWatcherSeesWhatAServerPublishes() throws Exception {
    try (ServerProcess server = serve();
        ServerProcess watch =
            ServerProcess.start("watch", "--json", "--count=6", urlOf(server.line()))) {
      List<String> lines = new ArrayList<>();
      for (String line; (line = watch.line()) != null; ) {
        lines.add(line);
      }

      assertThat(watch.exitCode()).isEqualTo(Exit.OK);
      assertThat(lines.getFirst()).startsWith("{\"type\":\"connected\",\"url\":\"ws://127.0.0.1:");
      assertThat(lines.subList(1, 7)).allMatch(line -> line.startsWith("{\"type\":\"reading\""));
      assertThat(lines.getLast()).startsWith("{\"type\":\"total\",\"readings\":6,");
    }
  }

  @Test
  void ctrlCEndsBothWithASummary() throws Exception {
    assumeFalse(ServerProcess.ctrlCIsIgnored(), "Ctrl-C is ignored here");
    try (ServerProcess server = serve();
        ServerProcess watch = ServerProcess.start("watch", "--json", urlOf(server.line()))) {
      assertThat(watch.line()).contains("connected");
      watch.interrupt();
      String last = null;
      for (String line; (line = watch.line()) != null; ) {
        last = line;
      }
      assertThat(last).startsWith("{\"type\":\"total\"");
      assertThat(watch.exitCode()).isEqualTo(Exit.CTRL_C);

      server.interrupt();
      assertThat(server.line()).startsWith("{\"type\":\"stopped\"");
      assertThat(server.exitCode()).isEqualTo(Exit.CTRL_C);
    }
  }

  private static ServerProcess serve() throws IOException {
    return ServerProcess.start("serve", "--json", "--every=20ms", "--port=0", "--http-port=0");
  }

  private static String urlOf(String serving) {
    return "ws://127.0.0.1:" + serving.replaceAll(".*\"port\":(\\d+).*", "$1");
  }

  private int feed(String... arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int code = Feed.run(new PrintStream(bytes, true, StandardCharsets.UTF_8), arguments);
    err = bytes.toString(StandardCharsets.UTF_8);
    return code;
  }
}
