package dev.baton.feed.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.feed.cli.Feed;
import dev.baton.testkit.ChildJvm;
import dev.baton.testkit.ChildProcess;
import dev.baton.testkit.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The client of `docs/feed-protocol.md` in Node, across a server that is killed.
@Tag("process")
class JavaScriptClientTest {
  private static final String FLAG = "--experimental-websocket";
  private static final int LINES = 20;

  @TempDir private Path folder;

  @BeforeAll
  static void requireWebSocket() throws Exception {
    Programs.assumeInstalled("node");
    try (ChildProcess node = node(FLAG, "-p", "typeof WebSocket")) {
      boolean has = node.output().contains("function");
      assumeTrue(has, "this Node has no WebSocket; 20 has one, and 22 without an option");
    }
  }

  private static ChildProcess node(String... arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(arguments);
    builder.command().addFirst("node");
    return ChildProcess.start(builder);
  }

  private static ChildProcess serve(String port) throws Exception {
    return ChildJvm.of(Feed.class)
        .flags("-XX:TieredStopAtLevel=1")
        .start("serve", "--json", "--every=20ms", "--port=" + port);
  }

  private static String port(ChildProcess server) throws Exception {
    return server.awaitLine("{\"type\":\"serving\"").replaceAll(".*\"port\":(\\d+).*", "$1");
  }

  @Test
  void showsEachEventOnceAcrossAKilledServer() throws Exception {
    String source = ProtocolPage.blocks("js").getFirst().text();
    assertThat(source.lines()).hasSize(LINES);
    Path file = Files.writeString(folder.resolve("watch.mjs"), source);
    try (ChildProcess server = serve("0")) {
      String port = port(server);
      try (ChildProcess client = node(FLAG, file.toString(), "127.0.0.1:" + port)) {
        long first = number(client);
        assertThat(following(client, 50)).isEqualTo(first + 50);
        server.signal("KILL");
        try (ChildProcess next = serve(port)) {
          port(next);
          awaitFirst(client);
          assertThat(following(client, 50)).isEqualTo(51);
        }
      }
    }
  }

  /// Reads what the old server still had, and the first event of the new one.
  private static void awaitFirst(ChildProcess client) throws InterruptedException {
    long number;
    do {
      number = number(client);
    } while (number != 1);
  }

  /// Reads so many events, which are numbered in a row.
  ///
  /// @return the number of the last
  private static long following(ChildProcess client, int events) throws InterruptedException {
    long last = number(client);
    for (int i = 1; i < events; i++) {
      assertThat(number(client)).isEqualTo(++last);
    }
    return last;
  }

  /// Of the next event of one channel.
  private static long number(ChildProcess client) throws InterruptedException {
    String line = client.awaitLine("host.cpu ");
    assertThat(line).matches("host\\.cpu \\d+ \\{.*");
    return Long.parseLong(line.split(" ")[1]);
  }
}
