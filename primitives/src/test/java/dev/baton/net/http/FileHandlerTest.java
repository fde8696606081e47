package dev.baton.net.http;

import static dev.baton.net.http.TestServer.SETTINGS;
import static dev.baton.net.http.TestServer.exchange;
import static dev.baton.net.http.TestServer.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.ReturnWhen;
import dev.baton.Task;
import dev.baton.testing.Pipe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileHandlerTest {
  private static final String LARGE = "0123456789abcdef".repeat(20_000);
  private static final String MODIFIED = "Sat, 21 Nov 2026 10:20:30 GMT";

  @TempDir private Path folder;
  private HttpServer server;

  @BeforeEach
  void fill() throws IOException {
    Path root = Files.createDirectory(folder.resolve("root"));
    write(folder.resolve("secret.txt"), "secret");
    write(root.resolve("hello.txt"), "0123456789");
    write(root.resolve("empty.css"), "");
    write(root.resolve("large.bin"), LARGE);
    write(root.resolve("\u00e9 a.html"), "accent");
    write(root.resolve(".hidden"), "hidden");
    Files.createDirectories(root.resolve("sub/none"));
    write(root.resolve("sub/index.html"), "<p>index");
    Files.createSymbolicLink(root.resolve("out.txt"), folder.resolve("secret.txt"));
    Files.createSymbolicLink(root.resolve("up"), folder);
    Files.createSymbolicLink(root.resolve("in.txt"), root.resolve("hello.txt"));
    server = new HttpServer(SETTINGS, new FileHandler(root));
  }

  private static void write(Path path, String text) throws IOException {
    Files.writeString(path, text);
    Files.setLastModifiedTime(path, FileTime.from(Instant.parse("2026-11-21T10:20:30.5Z")));
  }

  private String ask(String request) throws Exception {
    List<String> response = new ArrayList<>();
    TestServer.runReal(() -> response.add(exchange(server, request)));
    return response.getFirst();
  }

  private static String body(String response) {
    return response.substring(response.indexOf("\r\n\r\n") + 4);
  }

  private static String field(String response, String name) {
    int at = response.indexOf("\r\n" + name + ": ") + name.length() + 4;
    assertThat(at).as(name).isGreaterThan(name.length() + 3);
    return response.substring(at, response.indexOf('\r', at));
  }

  @Test
  void servesFilesWithTheirTypes() throws Exception {
    String hello = ask(get("/hello.txt?version=1"));
    assertThat(hello)
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("\r\nX-Content-Type-Options: nosniff\r\n");
    assertThat(field(hello, "Content-Type")).isEqualTo("text/plain; charset=utf-8");
    assertThat(field(hello, "Last-Modified")).isEqualTo(MODIFIED);
    assertThat(body(hello)).isEqualTo("0123456789");
    assertThat(field(ask(get("/empty.css")), "Content-Type")).startsWith("text/css");
    assertThat(field(ask(get("/empty.css")), "Content-Length")).isEqualTo("0");
    assertThat(body(ask(get("/%C3%A9%20a.html")))).isEqualTo("accent");
    assertThat(body(ask(get("/in.txt")))).isEqualTo("0123456789");
    String large = ask(get("/large.bin"));
    assertThat(field(large, "Content-Length")).isEqualTo("" + LARGE.length());
    assertThat(body(large)).isEqualTo(LARGE);
  }

  @Test
  void aHeadRequestGetsTheHeadOnly() throws Exception {
    String response = ask(get("/large.bin").replace("GET", "HEAD"));
    assertThat(field(response, "Content-Length")).isEqualTo("" + LARGE.length());
    assertThat(body(response)).isEmpty();
  }

  @Test
  void aDirectoryIsItsIndex() throws Exception {
    assertThat(body(ask(get("/sub/")))).isEqualTo("<p>index");
    String redirect = ask(get("/sub"));
    assertThat(redirect).startsWith("HTTP/1.1 301 ");
    assertThat(field(redirect, "Location")).isEqualTo("/sub/");
    assertThat(field(ask(get("/sub?a=%20b&c")), "Location")).isEqualTo("/sub/?a=%20b&c");
    assertThat(ask(get("/"))).startsWith("HTTP/1.1 404 ");
    assertThat(ask(get("/sub/none/"))).startsWith("HTTP/1.1 404 ");
  }

  @Test
  void nothingOutsideTheRootIsFound() throws Exception {
    for (String path :
        List.of(
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/.%2e/secret.txt",
            "/..%2fsecret.txt",
            "/sub/../hello.txt",
            "/sub/%2e/index.html",
            "/./hello.txt",
            "/sub%2findex.html",
            "/sub%5cindex.html",
            "//hello.txt",
            "/sub//index.html",
            "/out.txt",
            "/up/secret.txt",
            "/up/root/../secret.txt",
            "/.hidden",
            "/hello.txt/",
            "/hello.txt/x",
            "/none.txt",
            "/" + "x".repeat(300))) {
      assertThat(ask(get(path))).as(path).startsWith("HTTP/1.1 404 ").doesNotContain("secret");
    }
    assertThat(ask(get("/hello.txt%00.html"))).startsWith("HTTP/1.1 400 ");
    assertThat(ask(get("/sub\\index.html"))).startsWith("HTTP/1.1 400 ");
  }

  /// What is hidden is hidden also where a link leads to it.
  @Test
  void namesThatBeginWithADotAreNotFoundBehindLinksEither() throws Exception {
    Path root = folder.resolve("root");
    Files.createDirectories(root.resolve(".git/objects"));
    write(root.resolve(".git/config"), "password");
    write(root.resolve(".git/index.html"), "password");
    Files.createSymbolicLink(root.resolve("git"), root.resolve(".git"));
    Files.createSymbolicLink(root.resolve("config"), root.resolve(".git/config"));
    for (String path : List.of("/git/config", "/git/", "/git", "/git/objects/", "/config")) {
      assertThat(ask(get(path))).as(path).startsWith("HTTP/1.1 404 ").doesNotContain("password");
    }
  }

  @Test
  void filesCanOnlyBeRead() throws Exception {
    String response = ask(get("/hello.txt").replace("GET", "DELETE"));
    assertThat(response).startsWith("HTTP/1.1 405 ");
    assertThat(field(response, "Allow")).isEqualTo("GET, HEAD");
  }

  @Test
  void servesOneRange() throws Exception {
    checkRange("bytes=0-3", "bytes 0-3/10", "0123");
    checkRange("bytes=9-", "bytes 9-9/10", "9");
    checkRange("Bytes=5-100", "bytes 5-9/10", "56789");
    checkRange("bytes=-3", "bytes 7-9/10", "789");
    checkRange("bytes=-100", "bytes 0-9/10", "0123456789");
    checkRange("bytes=7-99999999999999999999", "bytes 7-9/10", "789");
    checkRange("bytes=0000000000000000000009-", "bytes 9-9/10", "9");
    checkRange("bytes=-99999999999999999999", "bytes 0-9/10", "0123456789");
    String large = ask(get("/large.bin", "Range: bytes=100000-299999"));
    assertThat(field(large, "Content-Length")).isEqualTo("200000");
    assertThat(body(large)).isEqualTo(LARGE.substring(100_000, 300_000));
  }

  private void checkRange(String range, String sent, String content) throws Exception {
    String response = ask(get("/hello.txt", "Range: " + range));
    assertThat(response).startsWith("HTTP/1.1 206 Partial Content\r\n");
    assertThat(field(response, "Content-Range")).isEqualTo(sent);
    assertThat(field(response, "Content-Length")).isEqualTo("" + content.length());
    assertThat(body(response)).isEqualTo(content);
  }

  @Test
  void aRangeBeyondTheEndIsRefusedAndAMalformedOneIgnored() throws Exception {
    for (String range :
        List.of(
            "bytes=10-",
            "bytes=-0",
            "bytes=999999999999999999-",
            "bytes=9223372036854775807-",
            "bytes=99999999999999999999-")) {
      String response = ask(get("/hello.txt", "Range: " + range));
      assertThat(response).startsWith("HTTP/1.1 416 ");
      assertThat(field(response, "Content-Range")).isEqualTo("bytes */10");
    }
    for (String range :
        List.of(
            "bytes=3-2",
            "bytes=a-b",
            "bytes=-",
            "lines=0-1",
            "bytes=0-1,3-4",
            "bytes=--1",
            "bytes= 1-2",
            "bytes=99999999999999999999-5")) {
      assertThat(body(ask(get("/hello.txt", "Range: " + range)))).isEqualTo("0123456789");
    }
  }

  @Test
  void aClientThatHasTheNewestGetsNoBody() throws Exception {
    String tag = field(ask(get("/hello.txt")), "ETag");
    checkUnchanged(true, "If-None-Match: " + tag);
    checkUnchanged(true, "If-None-Match: \"x\", W/" + tag);
    checkUnchanged(true, "If-None-Match: *");
    checkUnchanged(false, "If-None-Match: \"x\"");
    checkUnchanged(true, "If-Modified-Since: " + MODIFIED);
    checkUnchanged(false, "If-Modified-Since: Sat, 21 Nov 2026 10:20:29 GMT");
    checkUnchanged(true, "If-Modified-Since: Saturday, 21-Nov-26 10:20:30 GMT");
    checkUnchanged(true, "If-Modified-Since: Sat Nov 21 10:20:30 2026");
    checkUnchanged(false, "If-Modified-Since: Sat Nov 21 10:20:29 2026");
    checkUnchanged(false, "If-Modified-Since: yesterday");
    checkUnchanged(false, "If-None-Match: \"x\"", "If-Modified-Since: " + MODIFIED);
  }

  private void checkUnchanged(boolean unchanged, String... fields) throws Exception {
    String response = ask(get("/hello.txt", fields));
    assertThat(response).startsWith(unchanged ? "HTTP/1.1 304 " : "HTTP/1.1 200 ");
    assertThat(body(response)).isEqualTo(unchanged ? "" : "0123456789");
  }

  @Test
  void aRangeOfAnotherVersionGetsTheWhole() throws Exception {
    String tag = field(ask(get("/hello.txt")), "ETag");
    String[] same = {"If-Range: " + tag, "If-Range: " + MODIFIED};
    String[] other = {"If-Range: \"x\"", "If-Range: W/" + tag, "If-Range: yesterday"};
    for (String condition : same) {
      assertThat(body(ask(get("/hello.txt", "Range: bytes=0-1", condition)))).isEqualTo("01");
    }
    for (String condition : other) {
      assertThat(body(ask(get("/hello.txt", "Range: bytes=0-1", condition)))).hasSize(10);
    }
  }

  @Test
  void aFileThatBecomesShorterCutsTheConnection() throws Exception {
    Path growing = folder.resolve("root/large.bin");
    FileHandler files = new FileHandler(folder.resolve("root"));
    HttpServer cutting =
        new HttpServer(
            SETTINGS,
            request -> {
              Response response = files.handle(request);
              Files.write(growing, LARGE.substring(0, 1_000).getBytes(StandardCharsets.US_ASCII));
              return response;
            });
    List<String> failures = new ArrayList<>();
    EventLoop.builder()
        .exceptionHandler(failure -> failures.add(failure.exception().getMessage()))
        .run(
            () ->
                assertThatThrownBy(() -> exchange(cutting, get("/large.bin")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cut short"));
    assertThat(failures).containsExactly("a file became shorter while it was sent");
  }

  /// The head tells of one version: the body must be of the same, whatever the name means by then.
  @ParameterizedTest
  @ValueSource(strings = {"hello.txt", "large.bin"})
  void aFileThatIsReplacedBetweenHeadAndBodyIsSentAsItWas(String name) throws Exception {
    Path root = folder.resolve("root");
    String before = Files.readString(root.resolve(name));
    String tag = field(ask(get("/" + name)), "ETag");
    FileHandler files = new FileHandler(root);
    server =
        new HttpServer(
            SETTINGS,
            request -> {
              Response response = files.handle(request);
              write(folder.resolve("new"), "another version");
              Files.move(
                  folder.resolve("new"),
                  root.resolve(name),
                  StandardCopyOption.ATOMIC_MOVE,
                  StandardCopyOption.REPLACE_EXISTING);
              return response;
            });
    String response = ask(get("/" + name));
    assertThat(field(response, "ETag")).isEqualTo(tag);
    assertThat(body(response)).isEqualTo(before);
    assertThat(body(ask(get("/" + name)))).isEqualTo("another version");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello.txt", "large.bin"})
  void aFileIsClosedHoweverItsResponseEnds(String name) throws Exception {
    String whole = get("/" + name);
    ask(whole);
    ask(whole.replace("GET", "HEAD"));
    ask(get("/" + name, "If-None-Match: *"));
    ask(get("/" + name, "Range: bytes=999999-"));
    ask(get("/" + name, "Range: bytes=1-2"));
    TestServer.runReal(
        () -> {
          Pipe pipe = new Pipe(); // less room than the file is long
          Task<Void> serving = TestServer.serve(server, pipe);
          pipe.first().write(whole);
          pipe.first().readUntil(new byte[] {'0'}, 10_000);
          serving.cancel();
          Async.wait(List.of(serving), ReturnWhen.ALL_COMPLETED);
          pipe.first().abort();
        });
    assertThat(openFiles()).isEmpty();
  }

  /// The files of this test's folder that this process holds open.
  private List<Path> openFiles() throws IOException {
    Path descriptors = Path.of("/proc/self/fd");
    assumeTrue(Files.isDirectory(descriptors), "the system does not tell which files are open");
    try (Stream<Path> all = Files.list(descriptors)) {
      return all.map(FileHandlerTest::target).filter(path -> path.startsWith(folder)).toList();
    }
  }

  private static Path target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor);
    } catch (IOException closedMeanwhile) {
      return Path.of("");
    }
  }

  /// A file system that cannot open a file inside an open folder.
  @Test
  void servesTheFilesOfAZipArchive() throws Exception {
    try (FileSystem zip =
        FileSystems.newFileSystem(folder.resolve("site.zip"), Map.of("create", "true"))) {
      Files.createDirectory(zip.getPath("/site"));
      Files.writeString(zip.getPath("/site/hello.txt"), "from the archive");
      Files.writeString(zip.getPath("/site/large.bin"), LARGE);
      Files.writeString(zip.getPath("/secret.txt"), "secret");
      server = new HttpServer(SETTINGS, new FileHandler(zip.getPath("/site")));
      assertThat(body(ask(get("/hello.txt")))).isEqualTo("from the archive");
      assertThat(body(ask(get("/large.bin", "Range: bytes=100000-")))).hasSize(220_000);
      assertThat(ask(get("/%2e%2e/secret.txt"))).startsWith("HTTP/1.1 404 ");
    }
  }

  @Test
  void servesBelowAPrefix() throws Exception {
    server = new HttpServer(SETTINGS, new FileHandler(folder.resolve("root"), "/static/"));
    assertThat(body(ask(get("/static/hello.txt")))).isEqualTo("0123456789");
    assertThat(ask(get("/hello.txt"))).startsWith("HTTP/1.1 404 ");
    assertThat(field(ask(get("/static/sub")), "Location")).isEqualTo("/static/sub/");
    assertThatThrownBy(() -> new FileHandler(folder, "static"))
        .hasMessage("prefix must begin and end with a slash, got \"static\"");
    assertThatThrownBy(() -> new FileHandler(folder.resolve("secret.txt")))
        .isInstanceOf(IOException.class);
  }
}
