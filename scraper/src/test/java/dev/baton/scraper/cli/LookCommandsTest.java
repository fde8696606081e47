package dev.baton.scraper.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.scraper.sites.TestSite;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `explain`, `stats`, `export` and `robots`, of one crawl of a real site on loopback.
@Timeout(120)
class LookCommandsTest {
  private static TestSite site;

  @TempDir private static Path folder;
  private static Path job;

  @BeforeAll
  static void crawl() {
    site = new TestSite();
    site.answer(
        "/robots.txt",
        aResponse()
            .withBody(
                """
                User-agent: *
                Disallow: /private/
                Crawl-delay: 40
                Content-Signal: ai-train=no
                Sitemap: /map.txt
                """));
    site.page("/", "/a", "/private/x", "http://169.254.169.254/latest", "//elsewhere.invalid/");
    site.page("/a", "/b?x=1&x=1&x=1&x=1", "/missing", "/hidden").page("/b");
    site.answer(
        "/hidden",
        TestSite.html(
            "<meta name=robots content=noindex><a"
                + " href=/s?PHPSESSID=1234567890abcdef1234567890abcdef>"));
    job = folder.resolve("job");
    Ran.crawl(job, site.url("/").toString(), "--own-site", "1");
  }

  @AfterAll
  static void closeSite() {
    site.close();
  }

  private static Ran explain(String url) {
    return Ran.command("explain", url, "--job", job.toString());
  }

  private static String url(String path) {
    return site.url(path).toString();
  }

  @Test
  void saysWhichLineForbids() {
    Ran ran = explain(url("/private/x"));

    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .startsWith(url("/private/x") + "\n")
        .contains("  forbidden        line 2: Disallow: /private/\n")
        .contains("  from             " + url("/") + "\n");
  }

  @Test
  void saysWhatCameAndByWhichWay() {
    Ran ran = explain(url("/missing#part"));

    assertThat(ran.out())
        .contains("  typed            " + url("/missing#part") + " (another spelling of it)\n")
        .contains("  fetched          an answer came, but no page\n")
        .contains("  status           404, after ")
        .contains("  from             " + url("/a") + "\n")
        .contains("  way              2 steps:\n")
        .contains("                   " + url("/") + "\n");
    assertThat(explain(url("/a")).out()).contains("  fetched          all is well\n");
  }

  @Test
  void saysWhatIsATrapAndWhatIsPrivate() {
    assertThat(explain(url("/b?x=1&x=1&x=1&x=1")).out()).contains("  trap             repeating");
    assertThat(explain("http://169.254.169.254/latest").out())
        .contains("  private address  169.254.169.254 has the link-local address");
    assertThat(explain("http://elsewhere.invalid/").out()).contains("  out of scope     ");
  }

  @Test
  void saysOfAnUnknownUrlWhatWouldBe() {
    assertThat(explain(url("/private/unseen")).out())
        .startsWith(
            url("/private/unseen")
                + "\n  verdict          would be forbidden: line 2: Disallow: /private/\n")
        .contains("  unseen           no page that was visited leads to it\n");
    assertThat(explain("http://other.invalid/").out())
        .contains("\n  verdict          would be out of scope: other host\n");
    assertThat(explain(url("/unseen")).out())
        .contains("\n  verdict          would be asked for, if a link led to it\n")
        .contains("\n  robots           no line of robots.txt applies\n");
  }

  /// A session id is a trap when the same page is known with another one.
  @Test
  void saysOfAnUnknownUrlThatItWouldBeOneTooMany() {
    assertThat(explain(url("/s?PHPSESSID=1234567890abcdef1234567890abcdee")).out())
        .contains("\n  verdict          would be left out (trap): session id");
  }

  @Test
  void saysThatAPageAsksNotToBeWritten() {
    assertThat(explain(url("/hidden")).out())
        .contains("\n  noindex          it was visited and followed, and is not written, because")
        .doesNotContain("all is well");
  }

  @Test
  void saysWhereAWayBegins() {
    assertThat(explain(url("/")).out())
        .contains("\n  from             no page: the crawl began with it\n");
    assertThat(explain(url("/map.txt")).out())
        .contains("\n  from             a line \"Sitemap:\" of robots.txt\n");
  }

  @Test
  void saysWhatCameOfRobotsTxt() {
    assertThat(explain(url("/robots.txt")).out())
        .containsPattern("  robots.txt       asked for at \\S+Z: its lines are obeyed\n")
        .doesNotContain("unseen");
    assertThat(explain("http://other.invalid/robots.txt").out())
        .contains("  robots.txt       not asked for, as no URL of its origin was to be\n");
  }

  @Test
  void explainsWithoutAJobWhatTheUrlTells() {
    Ran ran = Ran.command("explain", "http://127.1/x#y");

    assertThat(ran.out())
        .startsWith("http://127.0.0.1/x\n")
        .contains("none, so this is what would be decided, and not what was\n")
        .contains("  traps            those that count are not checked; with --job DIR they are\n")
        .contains(
            "  verdict          would be left out (private address): 127.0.0.1 has the loopback"
                + " address 127.0.0.1");
  }

  @Test
  void saysWhatIsNoJob() {
    assertThat(Ran.command("explain", "http://h/", "--job", folder.toString()))
        .satisfies(ran -> assertThat(ran.code()).isEqualTo(3))
        .satisfies(ran -> assertThat(ran.err()).contains(" is no job: "));
    assertThat(Ran.command("stats", folder.resolve("none").toString()).err())
        .contains(" does not exist; name the folder of a crawl\n");
  }

  @Test
  void countsStates() {
    Ran ran = Ran.command("stats", job.toString());

    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains("           1  forbidden\n")
        .contains("           1  private address\n")
        .contains("           1  trap\n")
        .contains("           1  host\n");
  }

  @Test
  void provesThatNoRequestWasEarly() {
    Ran ran = Ran.command("stats", job.toString(), "--polite");

    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .matches("127.0.0.1:\\d+ asked \\d times, never early: smallest margin .*\n");
  }

  @Test
  void saysThatARequestWasEarly() throws IOException {
    Path early = folder.resolve("early");
    Ran.crawl(early, url("/missing"), "--own-site", "1");
    Path log = early.resolve("requests.jsonl");
    String forged = Files.readString(log).replaceAll("\"allowed\":\"\\d{4}", "\"allowed\":\"2999");
    Files.writeString(log, forged);

    Ran ran = Ran.command("stats", early.toString(), "--polite");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("at least once early");
  }

  /// Although the crawl thinks that it was allowed.
  @Test
  void saysThatARetryAfterWasNotObeyed() throws IOException {
    Path rude = folder.resolve("rude");
    Ran.crawl(rude, url("/missing"), "--own-site", "1");
    Path log = rude.resolve("requests.jsonl");
    Files.writeString(
        log,
        Files.readString(log)
            .replaceFirst("\"status\":\\d+", "\"status\":429")
            .replaceFirst("\"retryAfter\":null", "\"retryAfter\":300"));

    Ran ran = Ran.command("stats", rude.toString(), "--polite");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("/missing").contains("before the end of a Retry-After");
  }

  @Test
  void saysThatTheLogOfRequestsIsDamaged(@TempDir Path damaged) throws IOException {
    for (String name : List.of("job.db", "requests.jsonl")) {
      Files.copy(job.resolve(name), damaged.resolve(name));
    }
    Path log = damaged.resolve("requests.jsonl");
    Files.writeString(log, "what is this\n", StandardOpenOption.APPEND);
    String sentence = "scraper: file %s has 1 line that is no request, line ".formatted(log);

    assertThat(Ran.command("stats", damaged.toString(), "--polite").err()).startsWith(sentence);
    assertThat(Ran.command("report", damaged.toString()).err()).startsWith(sentence);
    assertThat(damaged.resolve("report.html")).exists();
  }

  @Test
  void exportsInAnyFormat() throws IOException {
    Path csv = folder.resolve("pages.csv");

    assertThat(Ran.command("export", job.toString(), csv.toString()).code()).isZero();
    assertThat(Files.readAllLines(csv).getFirst()).startsWith("url,");
    assertThat(Ran.command("export", job.toString(), "--format", "sqlite").code()).isZero();
    assertThat(job.resolve("pages.sqlite")).isNotEmptyFile();
    assertThat(Ran.command("export", job.toString()).err()).contains(" already; name another file");
    assertThat(Ran.command("export", job.toString(), "/no/such/x.csv").code()).isEqualTo(3);
    assertThat(Ran.command("export", job.toString(), "--format", "xml").code()).isEqualTo(2);
  }

  @Test
  void exportsToStdout() {
    Ran ran = Ran.command("export", job.toString(), "-", "--format", "csv");
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).startsWith("url,").contains("\n" + url("/a") + ",200,");
    assertThat(ran.err()).endsWith(" of job " + job + " to stdout\n");
    assertThat(Path.of("-")).doesNotExist();
    assertThat(Ran.command("export", job.toString(), "-", "--format", "sqlite"))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(2))
        .satisfies(refused -> assertThat(refused.out()).isEmpty());
  }

  @Test
  void saysThatStdoutIsFull() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int oneByte) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    for (List<String> command :
        List.of(
            List.of("stats", job.toString()),
            List.of("explain", url("/a"), "--job", job.toString()),
            List.of("export", job.toString(), "-"),
            List.of("--help"))) {
      Ran ran = Ran.command(full, "", job, command);
      assertThat(ran.code()).isEqualTo(3);
      assertThat(ran.err()).isEqualTo("scraper: cannot write to stdout: No space left on device\n");
    }
  }

  @Test
  void writesAReportThatWasLost() throws IOException {
    Path report = job.resolve("report.html");
    Files.delete(report);

    Ran ran = Ran.command("report", job.toString());

    assertThat(ran.err()).isEqualTo("scraper: wrote " + report + "\n");
    assertThat(report).content().contains("line 2: Disallow: /private/");
    assertThat(report).content().contains("other host<").doesNotContain("out of scope: other host");
  }

  @Test
  void saysWhatRobotsTxtMeans() {
    int before = site.requests().size();

    Ran forbidden = Ran.command("robots", url("/private/y"));
    assertThat(site.requests()).hasSize(before + 1);
    Ran allowed = Ran.command("robots", url("/y"));

    assertThat(forbidden.code()).isEqualTo(1);
    assertThat(forbidden.out()).contains("  forbidden   line 2: Disallow: /private/\n");
    assertThat(allowed.code()).isZero();
    assertThat(allowed.out())
        .contains("  allowed     no line of robots.txt applies\n")
        .contains("  delay       Crawl-delay 40s, of which 30s are waited\n")
        .contains("  usage       Content-Signal: ai-train=no\n")
        .contains("  sitemap     " + url("/map.txt") + "\n");
  }

  @Test
  void saysWhatNoRobotsTxtMeans() {
    try (TestSite bare = new TestSite()) {
      assertThat(Ran.command("robots", bare.url("/x").toString()))
          .satisfies(ran -> assertThat(ran.code()).isZero())
          .satisfies(
              ran ->
                  assertThat(ran.out())
                      .contains("  allowed     robots.txt answered with status 404\n"));
      bare.answer("/robots.txt", aResponse().withStatus(503));
      assertThat(Ran.command("robots", bare.url("/x").toString()))
          .satisfies(ran -> assertThat(ran.code()).isEqualTo(1))
          .satisfies(
              ran ->
                  assertThat(ran.out())
                      .contains("  forbidden   robots.txt answered with status 503\n"));
    }
  }
}
