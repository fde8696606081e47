package dev.baton.feed.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.baton.program.Exit;
import dev.baton.program.Shell;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `feed channels`, before a server that answers all kinds of things.
class ChannelsCommandTest {
  private static final String PATH = "/v1/channels";

  private static final String CHANNELS =
      "{\"channels\":[{\"ch\":\"host.cpu\",\"about\":\"the processors\",\"values\":"
          + "[{\"name\":\"load\",\"unit\":\"share\",\"about\":\"busy\"}]}]}";

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance()
          .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
          .build();

  private String results;
  private String err;

  /// Its first answer takes seconds on a busy machine, and the command waits for five.
  @BeforeAll
  static void warmUp() throws IOException {
    URI anything = URI.create("http://127.0.0.1:" + SERVER.getPort() + "/");
    ((HttpURLConnection) anything.toURL().openConnection()).getResponseCode();
  }

  @Test
  void whatAServerPublishesIsListed() {
    answer(okJson(CHANNELS));

    assertThat(channels()).isEqualTo(Exit.OK.code());
    assertThat(results).isEqualTo("host.cpu  the processors\n  load  share  busy\n");
    assertThat(err).isEmpty();
  }

  @Test
  void programsGetJson() {
    answer(okJson(CHANNELS));

    assertThat(channels("--json")).isEqualTo(Exit.OK.code());
    assertThat(results)
        .isEqualTo(
            CHANNELS
                    .replace("{\"channels\":[{", "{\"type\":\"channel\",")
                    .replaceFirst("\\]\\}$", "")
                + "\n");
  }

  @Test
  void theTokenIsInAHeader(@TempDir Path folder) throws Exception {
    answer(okJson(CHANNELS));
    Path token = Files.writeString(folder.resolve("token"), "secret-of-many-words\n");

    assertThat(channels("--token-file", token.toString())).isEqualTo(Exit.OK.code());
    SERVER.verify(
        1,
        getRequestedFor(urlEqualTo(PATH))
            .withHeader("Authorization", equalTo("Bearer secret-of-many-words")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | wants a token; name the file that has it with --token-file",
        "403 | does not let this watcher in (status 403); whoever runs it can allow it",
        "421 | does not let this watcher in (status 421); whoever runs it can allow it",
        "404 | lists no channels: it is no feed, or one of version 0.1",
        "301 | answers, but not as a feed does: it answers with status 301",
        "204 | answers, but not as a feed does: it answers with status 204",
      })
  void whoDoesNotListThemRefuses(int status, String why) {
    answer(aResponse().withStatus(status).withHeader("Location", "http://127.0.0.1:1/"));

    assertThat(channels()).isEqualTo(Exits.REFUSED.code());
    assertThat(err).isEqualTo("feed: " + url() + " " + why + "\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void whoHasNoTimeRefusesToo(int status) {
    answer(aResponse().withStatus(status).withHeader("Retry-After", "7"));

    assertThat(channels()).isEqualTo(Exits.REFUSED.code());
    assertThat(err)
        .isEqualTo(
            "feed: %s has no time now (status %d); try again later\n".formatted(url(), status));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "{}", "{\"channels\":7}"})
  void whatIsNoListIsNoFeed(String body) {
    answer(ok(body));

    assertThat(channels()).isEqualTo(Exits.REFUSED.code());
    assertThat(err)
        .startsWith("feed: " + url() + " answers, but not as a feed does: the list of channels ")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aConnectionThatBreaksIsAFailureOfTheNetwork(Fault fault) {
    answer(aResponse().withFault(fault));

    assertThat(channels()).isEqualTo(Exits.NO_NETWORK.code());
    assertThat(err).startsWith("feed: cannot reach " + url() + ": ").hasLineCount(1);
  }

  @Test
  void aServerThatIsNotThereIsSaid() throws Exception {
    int port = FeedProcess.freePort();

    assertThat(run("channels", "ws://127.0.0.1:" + port)).isEqualTo(Exits.NO_NETWORK.code());
    assertThat(err)
        .isEqualTo(
            "feed: cannot reach ws://127.0.0.1:%d: nothing answers there; start one with \"feed serve\"\n"
                .formatted(port));
  }

  @ParameterizedTest
  @ValueSource(strings = {"channels", "watch"})
  void aHostThatIsNotThereCannotBeStarted(String command) {
    assertThat(run(command, "ws://nobody.invalid")).isEqualTo(Exits.NO_NETWORK.code());
    assertThat(err)
        .startsWith("feed: cannot reach ws://nobody.invalid:8787: ")
        .contains("; check its name")
        .doesNotContain("serve");
  }

  @Test
  void wrongArgumentsAreUsageErrors() {
    assertThat(run("channels", "ftp://h")).isEqualTo(Exit.USAGE.code());
    assertThat(err).contains("it must begin with ws:// or wss://").contains("feed channels --help");
    assertThat(run("channels", "--json", "ws://h", "x")).isEqualTo(Exit.USAGE.code());
    assertThat(err).contains("unexpected argument x");
    assertThat(run("channels", "--token-file", "nowhere")).isEqualTo(Exit.USAGE.code());
    assertThat(err).contains("the token file nowhere cannot be read");
  }

  private void answer(ResponseDefinitionBuilder answer) {
    SERVER.stubFor(get(urlEqualTo(PATH)).willReturn(answer));
  }

  private static String url() {
    return "ws://127.0.0.1:" + SERVER.getPort();
  }

  private int channels(String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "channels";
    arguments[1] = url();
    System.arraycopy(options, 0, arguments, 2, options.length);
    return run(arguments);
  }

  private int run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Shell shell = new Shell("feed", InputStream.nullInputStream(), out, bytes);
    int code = shell.run(given -> Feed.commandLine(given).execute(arguments));
    results = out.toString(StandardCharsets.UTF_8);
    err = bytes.toString(StandardCharsets.UTF_8);
    return code;
  }
}
