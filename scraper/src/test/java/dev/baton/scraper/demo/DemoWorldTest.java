package dev.baton.scraper.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.baton.scraper.demo.WorldClient.Answer;
import dev.baton.scraper.sites.RunningWorld;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Each host does what it is there for.
@Timeout(60)
class DemoWorldTest {
  private final RunningWorld world = new RunningWorld();
  private final WorldClient client = new WorldClient();

  @AfterEach
  void close() {
    client.close();
    world.close();
  }

  // --- names

  @Test
  void allNamesBelowLocalhostAreThisMachineAndNoOtherIsLookedUp() throws UnknownHostException {
    assertThat(DemoWorld.resolve("shop.localhost"))
        .containsExactly(InetAddress.getByName("127.0.0.1"));
    for (String name : List.of("localhost.example.org", "example.org", "10.0.0.1", "localhost")) {
      assertThatThrownBy(() -> DemoWorld.resolve(name)).isInstanceOf(UnknownHostException.class);
    }
  }

  @Test
  void aHostThatItWasNotToldIsRefused() throws IOException {
    assertThat(get("other", "/").status()).isEqualTo(421);
    for (String host : List.of("127.0.0.1", "localhost", "shop", "shop.localhost.example.org")) {
      assertThat(client.statusAt(world.url("shop", "/"), host)).as(host).isEqualTo(421);
    }
  }

  @Test
  void theSameInEachRun() throws IOException {
    try (RunningWorld other = new RunningWorld()) {
      for (String path : List.of("/shop/", "/shop/book/7", "/visit?sid=1", "/calendar")) {
        String here = get("shop", path).text();
        String there = client.get(other.url("shop", path)).text();
        assertThat(here.replace(port(world), port(other))).as(path).isEqualTo(there);
      }
    }
  }

  private static String port(RunningWorld world) {
    return world.ask(DemoWorld::port).toString();
  }

  @Test
  void theLogSaysWhoWasAskedWhatAndWhen() throws IOException {
    get("shop", "/shop/book/99?from=here");
    get("closed", "/robots.txt");
    List<Visit> visits = world.ask(served -> List.copyOf(served.log().visits()));
    assertThat(visits)
        .extracting(Visit::url, Visit::status)
        .containsExactly(
            tuple(world.url("shop", "/shop/book/99?from=here"), 404),
            tuple(world.url("closed", "/robots.txt"), 500));
    assertThat(visits.get(1).nanos()).isGreaterThan(visits.get(0).nanos());
  }

  @Test
  void aLongLogIsOnlyCounted() {
    AccessLog log = new AccessLog();
    for (int i = 0; i < AccessLog.MOST + 5; i++) {
      log.add(new Visit(i, "shop.localhost", "/", 200));
    }
    assertThat(log.visits()).hasSize(AccessLog.MOST);
    assertThat(log.total()).isEqualTo(AccessLog.MOST + 5);
  }

  // --- the shop

  @Test
  void thePageInWindows1252SaysSo() throws IOException {
    Answer page = get("shop", "/shop/about-us.html");
    String text = new String(page.body(), Charset.forName("windows-1252"));
    assertThat(page.header("Content-Type")).isEqualTo("text/html");
    assertThat(text).contains("<title>" + Bodies.OLD_TITLE, "charset=\"windows-1252\"");
    assertThat(page.text()).contains("\ufffd");
  }

  @Test
  void packedPagesAreWhatTheySay() throws IOException {
    assertThat(unpacked("/shop/terms.html", "gzip", GZIPInputStream::new)).contains("<title>Terms");
    assertThat(unpacked("/shop/privacy.html", "deflate", InflaterInputStream::new))
        .contains("<title>Privacy");
  }

  private interface Unpacker {
    InputStream over(InputStream in) throws IOException;
  }

  private String unpacked(String path, String encoding, Unpacker unpacker) throws IOException {
    try (Response response = client.raw(world.url("shop", path))) {
      assertThat(response.header("Content-Encoding")).isEqualTo(encoding);
      return new String(unpacker.over(response.body().byteStream()).readAllBytes(), UTF_8);
    }
  }

  @Test
  void theSitemapHasTwoMembers() throws IOException {
    byte[] packed = get("shop", Sitemap.PATH).body();
    String xml =
        new String(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes(), UTF_8);
    assertThat(xml)
        .contains("<loc>" + world.url("shop", "/shop/remainders/3"))
        .endsWith("</urlset>\n");
  }

  @Test
  void thePictureIsOne() throws IOException {
    assertThat(get("shop", "/pictures/book.png").body()).startsWith(0x89, 'P', 'N', 'G');
  }

  // --- the others

  @Test
  void theBusyHostAnswers429OnEveryFifthRequestAndMeasuresThePauses() throws IOException {
    for (int i = 1; i <= 11; i++) {
      Answer answer = get("busy", "/counter/" + (i % 6 + 1));
      assertThat(answer.status()).as("request %d", i).isEqualTo(i % 5 == 0 ? 429 : 200);
      assertThat(answer.header("Retry-After")).isEqualTo(i % 5 == 0 ? "2" : null);
    }
    List<Duration> pauses = world.ask(served -> served.busy().pauses());
    assertThat(pauses)
        .hasSize(2)
        .allSatisfy(pause -> assertThat(pause).isPositive().isLessThan(BusyHost.PAUSE));
  }

  @Test
  void theSlowHostTakesItsTime() throws IOException {
    long before = System.nanoTime();
    assertThat(get("slow", "/volume/1").status()).isEqualTo(200);
    assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(300_000_000);
  }

  @Test
  void theFlakyHostFailsTwiceAndThenAnswers() throws IOException {
    for (int status : List.of(503, 503, 200, 200)) {
      assertThat(get("flaky", "/patience.html").status()).isEqualTo(status);
    }
  }

  /// The world itself takes that for nothing unusual: [RunningWorld#close()] checks it.
  @Test
  void theBrokenHostBreaksOffEachTime() throws IOException {
    for (int i = 0; i < 2; i++) {
      try (Response response = client.raw(world.url("broken", "/half.html"))) {
        assertThat(response.body().source().readUtf8(20)).startsWith("<!doctype html>");
        assertThatThrownBy(() -> response.body().bytes()).isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void theBombHasAMebibyteAndUnpacksToAGibibyte() throws IOException {
    try (Response response = client.raw(world.url("bomb", "/bomb.html"))) {
      assertThat(response.header("Content-Encoding")).isEqualTo("gzip");
      assertThat(response.body().contentLength()).isBetween(1_000_000L, 1_100_000L);
      InputStream unpacked = new GZIPInputStream(response.body().byteStream(), 64 * 1024);
      assertThat(length(unpacked)).isEqualTo(1024L * 1024 * 1024);
    }
  }

  @Test
  void theHugePageHas64Mebibytes() throws IOException {
    try (Response response = client.raw(world.url("bomb", "/huge.html"))) {
      assertThat(response.body().contentLength()).isEqualTo(-1);
      assertThat(length(response.body().byteStream())).isEqualTo(BombHost.HUGE);
    }
  }

  /// Who has seen enough goes, and that is no failure of the world.
  @Test
  void theHugePageMayBeLeft() throws IOException {
    try (Response response = client.raw(world.url("bomb", "/huge.html"))) {
      assertThat(response.body().source().readByteArray(1_000)).hasSize(1_000);
    }
    assertThat(get("bomb", "/").status()).isEqualTo(200);
  }

  private static long length(InputStream in) throws IOException {
    byte[] piece = new byte[256 * 1024];
    long length = 0;
    for (int count; (count = in.read(piece)) >= 0; ) {
      length += count;
    }
    return length;
  }

  @Test
  void theClosedHostFailsItsRobotsTxtOnly() throws IOException {
    assertThat(get("closed", "/robots.txt").status()).isEqualTo(500);
    assertThat(get("closed", "/").status()).isEqualTo(200);
  }

  private Answer get(String host, String path) throws IOException {
    return client.get(world.url(host, path));
  }
}
