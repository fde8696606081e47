package dev.baton.feed.page;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.net.Stream;
import dev.baton.net.http.HttpServer;
import dev.baton.testing.Pipe;
import dev.baton.testing.VirtualClock;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a browser gets, byte for byte.
class PageTest {
  private static final Pattern LOADED = Pattern.compile("(?:href|src)=\"(page/[^\"]+)\"");
  private static final Pattern TAG = Pattern.compile("ETag: (\"\\w+\")");

  private final HttpServer server = new HttpServer(new Page());

  private String get(String path, String... fields) {
    return ask("GET " + path, fields);
  }

  private String ask(String line, String... fields) {
    String lines = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
    String request = line + " HTTP/1.1\r\nHost: localhost\r\n" + lines + "\r\n";
    String[] answer = {null};
    try {
      EventLoop.builder().clock(new VirtualClock()).run(() -> answer[0] = exchange(request));
    } catch (Exception broken) {
      throw new AssertionError(broken);
    }
    return answer[0];
  }

  @Suspends
  private String exchange(String request) throws Exception {
    Pipe pipe = new Pipe(1024 * 1024, Integer.MAX_VALUE);
    var serving =
        Async.spawn(
            () -> {
              try (Stream stream = pipe.second()) {
                server.serve(stream);
              }
            });
    pipe.first().write(request.getBytes(ISO_8859_1));
    pipe.first().shutdownOutput();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] piece; (piece = pipe.first().read(64 * 1024)).length > 0; ) {
      all.writeBytes(piece);
    }
    serving.await();
    return all.toString(ISO_8859_1);
  }

  private List<String> loaded() {
    return LOADED.matcher(get("/")).results().map(match -> "/" + match.group(1)).toList();
  }

  @Test
  void allThatThePageLoadsIsThere() {
    assertThat(loaded()).hasSize(5).allMatch(path -> get(path).startsWith("HTTP/1.1 200 OK"));
  }

  @Test
  void nothingMayBeLoadedFromElsewhereNorStandInThePageItself() {
    for (String path : List.of("/", loaded().getFirst())) {
      assertThat(get(path))
          .contains("Content-Security-Policy: default-src 'self'; base-uri 'none';")
          .contains("X-Content-Type-Options: nosniff")
          .contains("Referrer-Policy: no-referrer");
    }
    assertThat(get("/"))
        .doesNotContainPattern("<style|style=|<script>|\\son\\w+=|https?://")
        .doesNotContain("VERSION");
  }

  @Test
  void filesAreKeptForEverAndThePageIsAskedFor() {
    assertThat(loaded()).allMatch(path -> get(path).contains("max-age=31536000, immutable"));

    String page = get("/");
    assertThat(page).contains("Cache-Control: no-cache");
    String tag = TAG.matcher(page).results().map(MatchResult::group).findFirst().orElseThrow();
    assertThat(get("/", "If-None-Match: " + tag.substring(6)))
        .startsWith("HTTP/1.1 304 Not Modified")
        .contains(tag)
        .endsWith("\r\n\r\n");
    assertThat(get("/", "If-None-Match: \"other\"")).startsWith("HTTP/1.1 200 OK");
  }

  @Test
  void eachFileHasItsType() {
    assertThat(loaded())
        .anyMatch(path -> path.endsWith(".mjs") && get(path).contains(": text/javascript; "))
        .anyMatch(path -> path.endsWith(".css") && get(path).contains(": text/css; "))
        .anyMatch(path -> path.endsWith(".svg") && get(path).contains(": image/svg+xml\r\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/index.html", "/page/", "/page/0/main.mjs", "/Page.class", "/page/%2e"})
  void nothingElseIsThere(String path) {
    assertThat(get(path)).startsWith("HTTP/1.1 404 ").endsWith("the page is at /\n");
  }

  @Test
  void itCanOnlyBeRead() {
    assertThat(ask("POST /")).startsWith("HTTP/1.1 405 ").contains("Allow: GET, HEAD");
    assertThat(ask("HEAD /")).startsWith("HTTP/1.1 200 OK").endsWith("\r\n\r\n");
  }
}
