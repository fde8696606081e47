package dev.baton.feed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.baton.program.Exit;
import dev.baton.program.Shell;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The command line: exit codes, and errors of one sentence.
class FeedTest {
  private String results;
  private String err;

  @Test
  void aMissingCommandIsOneSentence() {
    assertThat(feed()).isEqualTo(Exit.USAGE.code());
    assertThat(results).isEmpty();
    assertThat(err)
        .isEqualTo(
            "feed: a command is missing; begin with \"feed serve\" or \"feed demo\"; see feed"
                + " --help\n");
  }

  @Test
  void theVersionIsThatOfTheBuild() {
    assertThat(feed("--version")).isEqualTo(Exit.OK.code());
    assertThat(results).isEqualTo("baton-feed dev\n");
  }

  @Test
  void theHelpOfACommandListsHowItEnds() {
    assertThat(feed("watch", "--help")).isEqualTo(Exit.OK.code());
    assertThat(results).contains("Exit codes:", "  1   the readings asked for came, with holes");
  }

  @Test
  void aWrongUrlIsAUsageError() {
    assertThat(feed("watch", "ftp://127.0.0.1:1")).isEqualTo(Exit.USAGE.code());
    assertThat(err)
        .isEqualTo(
            "feed: the URL ftp://127.0.0.1:1 is wrong: it must begin with ws:// or wss://; an"
                + " example is ws://127.0.0.1:8787; see feed watch --help\n");
  }

  @Test
  void anEmptyUrlIsAUsageError() {
    assertThat(feed("watch", "")).isEqualTo(Exit.USAGE.code());
    assertThat(err)
        .isEqualTo(
            "feed: the URL \"\" is wrong: it is empty; an example is ws://127.0.0.1:8787;"
                + " see feed watch --help\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ws://", "ws://a b", "ws://[::1", "ws://h:70000", "ws:///x"})
  void aUrlWithoutAHostIsAUsageErrorInOurWords(String url) {
    assertThat(feed("watch", url)).isEqualTo(Exit.USAGE.code());
    assertThat(err)
        .startsWith("feed: the URL " + url + " is wrong: it has no host, or a wrong port; an ");
  }

  @Test
  void controlCharactersFromOutsideAreEscaped() {
    assertThat(feed("watch", "ws://\u001b[2J")).isEqualTo(Exit.USAGE.code());
    assertThat(err).contains("\\u001b").doesNotContain("\u001b");
  }

  @Test
  void wrongOptionsAreUsageErrors() {
    assertThat(feed("watch", "--count", "0")).isEqualTo(Exit.USAGE.code());
    assertThat(err).contains("--count must be 1 to 1000000000, got 0");
    assertThat(feed("serve", "--port", "70000")).isEqualTo(Exit.USAGE.code());
    assertThat(err).contains("--port must be 0 to 65535, got 70000");
    assertThat(feed("serve", "--every", "1ms")).isEqualTo(Exit.USAGE.code());
    assertThat(err).contains("--every must be 10ms to 1m, got 1ms");
    assertThat(feed("serve", "--every", "soon")).isEqualTo(Exit.USAGE.code());
    assertThat(err)
        .contains("feed: --every must be a time such as 500ms, 2.5s, 30 (seconds), 2m, 3h or 7d,");
    assertThat(feed("serve", "--trace", "x.png")).isEqualTo(Exit.USAGE.code());
    assertThat(err).contains("a trace must end in .svg, .html, .json or .txt, got x.png; see feed");
    assertThat(feed("watch", "--trace", "no/x.svg")).isEqualTo(Exit.USAGE.code());
    assertThat(err).contains("there is no folder for the trace no/x.svg");
    assertThat(feed("quux")).isEqualTo(Exit.USAGE.code());
    assertThat(err).contains("feed: there is no command quux; there are serve, watch, ");
    assertThat(feed("serve", "--tls-crt", "1")).isEqualTo(Exit.USAGE.code());
    assertThat(err).contains("unknown option --tls-crt (similar: --tls-cert");
  }

  @Test
  void aNameThatIsNoneIsAUsageError() {
    assertThat(feed("serve", "--allow-host", "a b")).isEqualTo(Exit.USAGE.code());
    assertThat(err)
        .isEqualTo(
            "feed: --allow-host must be a name or an address without a port, got \"a b\";"
                + " see feed serve --help\n");
    assertThat(feed("serve", "--host", "")).isEqualTo(Exit.USAGE.code());
    assertThat(err).contains("--host must be a name or an address without a port, got \"\"");
    assertThat(feed("serve", "--host", "[::1")).isEqualTo(Exit.USAGE.code());
    assertThat(err).contains("--host [::1 is no address");
  }

  @Test
  void anAddressThatOthersCanReachNeedsAToken() {
    assertThat(feed("serve", "--host", "0.0.0.0")).isEqualTo(Exit.USAGE.code());
    assertThat(err)
        .isEqualTo(
            "feed: at --host 0.0.0.0 other machines could read the figures; give a token that they"
                + " need, with --token-file FILE, and --tls-cert and --tls-key, without which the"
                + " token can be read on the way; see feed serve --help\n");
  }

  @Test
  void aTokenThatCannotBeUsedIsSaid(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("token");

    assertThat(feed("serve", "--token-file", "" + file)).isEqualTo(Exit.USAGE.code());
    assertThat(err).startsWith("feed: --token-file " + file + " cannot be read: there is no ");
    Files.writeString(file, "secret\n");
    assertThat(feed("serve", "--token-file", "" + file)).isEqualTo(Exit.USAGE.code());
    assertThat(err)
        .startsWith("feed: --token-file " + file + ": token must consist of 16 or more letters,")
        .doesNotContain("secret");
  }

  @Test
  void aCertificateThatCannotBeUsedIsSaid(@TempDir Path folder) throws Exception {
    String file = "" + folder.resolve("cert");

    assertThat(feed("serve", "--tls-cert", file)).isEqualTo(Exit.USAGE.code());
    assertThat(err).contains("there must be one --tls-key for each --tls-cert, got 0 and 1");
    assertThat(feed("serve", "--tls-cert", file, "--tls-key", file)).isEqualTo(Exit.USAGE.code());
    assertThat(err).startsWith("feed: the file " + file + " cannot be read; see");
  }

  @Test
  void anOriginThatIsNoneIsSaid() {
    assertThat(feed("serve", "--origin", "example.org")).isEqualTo(Exit.USAGE.code());
    assertThat(err).contains("origin must be a scheme and a host, such as https://example.org");
  }

  @Test
  void optionsOfBeforeAreExplained() {
    for (String given : List.of("--http-port=9000", "--http-port")) {
      assertThat(feed("serve", given)).isEqualTo(Exit.USAGE.code());
      assertThat(err)
          .isEqualTo(
              "feed: --http-port is no more: the history is at the same port as the feed; leave it"
                  + " out; see feed serve --help\n");
    }
    assertThat(feed("serve", "--public", "--host", "0.0.0.0")).isEqualTo(Exit.USAGE.code());
    assertThat(err)
        .isEqualTo(
            "feed: --public is no more: whom other machines can reach needs a token; give one with"
                + " --token-file FILE; see feed serve --help\n");
  }

  @Test
  void aPortThatIsInUseIsSaid() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = "" + taken.getLocalPort();

      assertThat(feed("serve", "--port", port)).isEqualTo(Exits.CANNOT_SERVE.code());
      assertThat(err)
          .isEqualTo(
              "feed: 127.0.0.1:%s is in use; stop what listens there, or choose another with --port\n"
                  .formatted(port));
    }
  }

  @Test
  void aServerThatIsNotThereIsSaid() throws Exception {
    int port = FeedProcess.freePort();

    assertThat(feed("watch", "ws://127.0.0.1:" + port)).isEqualTo(Exits.NO_NETWORK.code());
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

      assertThat(feed("watch", "ws://127.0.0.1:" + port)).isEqualTo(Exits.REFUSED.code());
      assertThat(err).contains("answers, but not as a feed does", "404").hasLineCount(1);
    } finally {
      other.stop(0);
    }
  }

  private int feed(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Shell shell = new Shell("feed", InputStream.nullInputStream(), out, bytes);
    int code = shell.run(given -> Feed.commandLine(given).execute(arguments));
    results = out.toString(StandardCharsets.UTF_8);
    err = bytes.toString(StandardCharsets.UTF_8);
    return code;
  }
}
