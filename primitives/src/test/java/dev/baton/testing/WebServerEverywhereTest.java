package dev.baton.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.Suspends;
import dev.baton.TaskGroup;
import dev.baton.TimeoutException;
import dev.baton.net.Listener;
import dev.baton.net.Stream;
import dev.baton.net.http.HttpServer;
import dev.baton.net.http.Request;
import dev.baton.net.http.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A whole program under the explorer: a web server and two clients. Whatever is cancelled and
/// whatever fails, everything ends in time, nobody gets another's answer, and no failure is lost.
class WebServerEverywhereTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /// How the clients of all runs have ended.
  private final Set<String> ends = new LinkedHashSet<>();

  @Suspends
  private void play() throws Exception {
    ScriptedNetwork network = new ScriptedNetwork(1);
    HttpServer server = new HttpServer(WebServerEverywhereTest::answer);
    try (Listener listener = network.listen("web", 80)) {
      TaskGroup.run(
          group -> {
            group.spawn("server", () -> server.serve(listener));
            try {
              TaskGroup.run(
                  clients -> {
                    clients.spawn("anna", () -> ends.add(ask(network, "a")));
                    clients.spawn("ben", () -> ends.add(ask(network, "b")));
                  });
            } finally {
              server.stop(PATIENCE);
            }
          });
    }
  }

  @Suspends
  private static Response answer(Request request) throws IOException {
    return Response.text("re: " + new String(request.body().readAll(10)));
  }

  /// How it went.
  @Suspends
  private static String ask(ScriptedNetwork network, String question) {
    try (Stream stream = network.connect("web", 80)) {
      stream.write(
          "POST / HTTP/1.1\r\nHost: web\r\nConnection: close\r\nContent-Length: 1\r\n\r\n"
              + question);
      String response = Async.timeout(PATIENCE, () -> readAll(stream));
      if (response.startsWith("HTTP/1.1 200") && response.contains("\r\n\r\nre: ")) {
        assertThat(response).endsWith("re: " + question);
      }
      return response.lines().findFirst().orElse("nothing");
    } catch (IOException broken) {
      return "broken";
    } catch (TimeoutException stalled) {
      return "stalled";
    }
  }

  @Suspends
  private static String readAll(Stream stream) throws IOException {
    StringBuilder all = new StringBuilder();
    for (byte[] piece; (piece = stream.read(1_000)).length > 0; ) {
      all.append(new String(piece));
    }
    return all.toString();
  }

  @Test
  void standsEveryCancellation() {
    Explorer.random(10).cancelEverywhere().check(this::play);
    assertThat(ends).contains("HTTP/1.1 200 OK");
  }

  @ParameterizedTest
  @EnumSource(names = "GARBAGE", mode = EnumSource.Mode.EXCLUDE)
  void standsEveryFault(Fault fault) {
    Explorer.random(10).failEverywhere(fault).check(this::play);
    assertThat(ends).contains("HTTP/1.1 200 OK").hasSizeGreaterThan(fault == Fault.SHORT ? 0 : 1);
  }

  /// Garbage in an answer may be anything, so only the requests are looked at.
  @Test
  void refusesGarbage() {
    Explorer.random(10).failEverywhere(Fault.GARBAGE).explore(this::play);
    assertThat(ends).contains("HTTP/1.1 200 OK", "HTTP/1.1 400 Bad Request");
  }
}
