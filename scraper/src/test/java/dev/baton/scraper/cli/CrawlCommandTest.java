package dev.baton.scraper.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.baton.scraper.sites.TestSite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The command from its arguments to its output and exit code, against a real site on loopback.
@Timeout(120)
class CrawlCommandTest {
  private static TestSite site;

  @TempDir private Path folder;
  private int jobs;

  @BeforeAll
  static void openSite() {
    site = new TestSite();
  }

  @AfterAll
  static void closeSite() {
    site.close();
  }

  @AfterEach
  void clearSite() {
    site.clear();
  }

  @Test
  void crawlsASite() {
    site.page("/", "/a", "/b#part", "//other.invalid/", "mailto:x@y.invalid", "http://[broken");
    site.page("/a", "/", "/b", "/old").page("/b", "/", "a", "/missing", "/crash", "/picture");
    site.redirect("/old", "/a");
    site.answer("/crash", aResponse().withStatus(500));
    site.answer("/picture", TestSite.html("<a href=/no>").withHeader("Content-Type", "image/png"));

    Run run = run("crawl", site.url("/").toString());

    assertThat(run.code).isZero();
    assertThat(site.asked())
        .containsExactlyInAnyOrder("/", "/a", "/b", "/old", "/missing", "/crash", "/picture");
    assertThat(run.page("/"))
        .hasToString(
            """
            {"url":"%s","status":200,"title":"Page /","links":["%s","%s","http://other.invalid/"],\
            "ms":%s,"error":null,"depth":0,"usage":null,"type":null}\
            """
                .formatted(site.url("/"), site.url("/a"), site.url("/b"), run.page("/").get("ms")));
    assertThat(run.page("/old").get("links").toString()).isEqualTo("[\"" + site.url("/a") + "\"]");
    assertThat(run.page("/picture").get("type").stringValue()).isEqualTo("image/png");
    assertThat(run.statuses()).containsExactlyInAnyOrder(200, 200, 200, 302, 404, 500, 200);
    assertThat(run.summary()).matches("crawled \\S+: 7 pages in \\S+ s \\([\\d.,]+ pages?/s\\)");
    assertThat(run.err)
        .startsWith("scraper: job " + job() + "\n")
        .contains("  answers   200: 4, 302: 1, 404: 1, 500: 1\n")
        .contains("  left out  1 out of scope, 1 no page\n")
        .contains("  report    " + job().resolve("report.html") + "\n")
        .contains("  pages     " + job().resolve("pages.jsonl") + "\n")
        .contains("\nscraper: job " + job() + " is done; why a URL is not there: ");
  }

  @Test
  void oneBadPageDoesNotStopTheOthers() {
    site.page("/", "/reset", "/empty", "/garbage", "/chunk", "/huge", "/fine");
    site.answer("/reset", TestSite.html("").withFault(Fault.CONNECTION_RESET_BY_PEER));
    site.answer("/empty", TestSite.html("").withFault(Fault.EMPTY_RESPONSE));
    site.answer("/garbage", TestSite.html("").withFault(Fault.RANDOM_DATA_THEN_CLOSE));
    site.answer("/chunk", TestSite.html("").withFault(Fault.MALFORMED_RESPONSE_CHUNK));
    site.answer("/huge", TestSite.html("x".repeat(10 * 1024 * 1024 + 1)));
    site.page("/fine", "/last").page("/last");

    Run run = run("crawl", site.url("/").toString(), "--retries", "0");

    assertThat(run.code).isZero();
    assertThat(run.errors("/reset", "/empty", "/garbage", "/chunk"))
        .allSatisfy(error -> assertThat(error).isNotBlank());
    assertThat(run.errors("/huge", "/fine", "/last"))
        .containsExactly("the page is larger than 10 MiB", null, null);
    assertThat(run.err).contains("8 pages").contains("200: 5").contains("  left out  5 failed:");
  }

  @Test
  void givesUpAPageThatDoesNotBegin() {
    assertIsTooSlow(TestSite.html("late").withFixedDelay(20_000));
  }

  @Test
  void givesUpAPageThatTricklesIn() {
    assertIsTooSlow(TestSite.html("x".repeat(100)).withChunkedDribbleDelay(50, 20_000));
  }

  private void assertIsTooSlow(ResponseDefinitionBuilder page) {
    try (TestSite slow =
        new TestSite()) { // of its own, as it will be busy for longer than this test
      slow.answer("/", page);

      Run run = run("crawl", slow.url("/").toString(), "--timeout", "2", "--retries", "0");

      assertThat(run.code).isEqualTo(1);
      assertThat(run.pages).contains("\"error\":\"took longer than 2s\"");
      assertThat(run.err)
          .contains("could not be fetched: took longer than 2s; check the URL and the server\n");
    }
  }

  @Test
  void aRedirectLoopIsAnErrorOfThePageThatClosesIt() {
    site.page("/", "/a").redirect("/a", "/b").redirect("/b", "/a");

    Run run = run("crawl", site.url("/").toString());

    assertThat(run.code).isZero();
    assertThat(site.asked()).containsExactly("/", "/a", "/b");
    assertThat(run.errors("/a")).containsNull();
    assertThat(run.errors("/b").getFirst()).startsWith("redirect loop");
  }

  @Test
  void aRedirectLoopAtTheStartIsAnError() {
    site.redirect("/", "/a").redirect("/a", "/");

    Run run = run("crawl", site.url("/").toString());

    assertThat(run.code).isEqualTo(1);
    assertThat(run.err).contains("/a could not be fetched: redirect loop");
  }

  @Test
  void doesNotFollowARedirectToAnotherSite() {
    try (TestSite other = new TestSite()) {
      site.page("/", "/away").redirect("/away", other.url("/").toString());

      Run run = run("crawl", site.url("/").toString());

      assertThat(run.code).isZero();
      assertThat(other.asked()).isEmpty();
      assertThat(run.page("/away").get("links").get(0).stringValue())
          .isEqualTo(other.url("/").toString());
    }
  }

  @Test
  void saysWhereToStartInsteadWhenTheStartPageIsOnAnotherSite() {
    site.redirect("/", "http://elsewhere.invalid/x");

    Run run = run("crawl", site.url("/").toString());

    assertThat(run.code).isEqualTo(1);
    assertThat(run.err)
        .contains(
            "it redirects to another site; to crawl that one, start at"
                + " http://elsewhere.invalid/x\n");
  }

  @Test
  void saysWhyItEndsWithOnePage() {
    site.page("/");

    Run run = run("crawl", site.url("/").toString());

    assertThat(run.code).isZero();
    assertThat(run.err)
        .contains(
            "scraper: the crawl ended with start page %s: it has no links to other pages\n"
                .formatted(site.url("/")));
  }

  @Test
  void visitsNoMorePagesThanAllowed() {
    site.page("/", IntStream.range(0, 30).mapToObj(i -> "/" + i).toArray(String[]::new));

    Run run = run("crawl", "--max-pages", "7", site.url("/").toString());

    assertThat(run.code).isZero();
    assertThat(site.asked()).hasSize(7).doesNotHaveDuplicates();
    assertThat(run.pages.lines()).hasSize(7);
    assertThat(run.err).contains("  left out  24 limit: more pages than --max-pages 7\n");
  }

  @Test
  void aStartPageThatIsMissingIsAFailure() {
    Run run = run("crawl", site.url("/nothing").toString());

    assertThat(run.code).isEqualTo(1);
    assertThat(run.statuses()).containsExactly(404);
    assertThat(run.err)
        .contains(
            "scraper: start page "
                + site.url("/nothing")
                + " could not be fetched: the server answered with status 404;"
                + " check the URL and the server\n");
  }

  @Test
  void writesToAFile() throws IOException {
    site.page("/", "/a").page("/a");
    Path file = folder.resolve("pages.jsonl");
    Files.writeString(file, "what was there before\n".repeat(100));

    Run run = run("crawl", site.url("/").toString(), "--out", file.toString());

    assertThat(run.code).isZero();
    assertThat(run.out).isEmpty();
    assertThat(run.err).contains("  pages     " + file + "\n");
    assertThat(Files.readAllLines(file)).hasSize(2).allMatch(line -> line.startsWith("{\"url\":"));
  }

  @Test
  void saysWhyAFileCannotBeWritten() {
    Path missing = folder.resolve("missing");
    Path file = missing.resolve("pages.jsonl");

    Run inMissing = run("crawl", site.url("/").toString(), "--out", file.toString());

    assertThat(inMissing.code).isEqualTo(3);
    assertThat(job()).doesNotExist();
    assertThat(inMissing.err)
        .endsWith(
            "scraper: cannot write to %s: there is no directory %s; create it, or name another file\n"
                .formatted(file, missing));
    Run onFolder = run("crawl", site.url("/").toString(), "--out", folder.toString());

    assertThat(onFolder.code).isEqualTo(3);
    assertThat(job()).doesNotExist();
    assertThat(onFolder.err)
        .endsWith(
            "scraper: cannot write to %s: it is a directory; name a file in it\n"
                .formatted(folder));
    assertThat(site.asked()).isEmpty();
  }

  @Test
  void endsWhenTheOutputCannotBeWritten() {
    try (TestSite left = new TestSite()) { // of its own, as a request may still arrive afterwards
      left.page("/", "/a");

      Run run = run(failing("disk full"), "crawl", left.url("/").toString(), "--out", "-");

      assertThat(run.code).isEqualTo(3);
      assertThat(run.err)
          .endsWith(
              """
              scraper: cannot write to stdout: disk full
              scraper: what came before is kept; go on with: scraper resume %s
              """
                  .formatted(job()));
    }
  }

  @Test
  void saysHowToGoOnWhenTheReaderOfTheOutputHasGone() {
    try (TestSite left = new TestSite()) {
      left.page("/", "/a");

      Run run = run(failing("Broken pipe"), "crawl", left.url("/").toString(), "--out", "-");

      assertThat(run.code).isZero();
      assertThat(run.err)
          .isEqualTo(
              """
              scraper: job %s
              scraper: the reader has gone; go on with: scraper resume %s
              """
                  .formatted(job(), job()));
    }
  }

  @Test
  void anErrorIsABugToo() {
    site.page("/");
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int oneByte) {
            throw new StackOverflowError();
          }
        };

    Run run = run(broken, "crawl", site.url("/").toString(), "--out", "-");

    assertThat(run.code).isEqualTo(70);
    assertThat(run.err)
        .contains("scraper: internal error; this is a bug\n")
        .contains("StackOverflowError");
  }

  @Test
  void tellsItsVersion() {
    assertThat(run("--version")).isEqualTo(new Run(0, "baton-scraper dev\n", "", ""));
    assertThat(run("crawl", "--version")).isEqualTo(new Run(0, "baton-scraper dev\n", "", ""));
  }

  @Test
  void helpsWithTheCommandAndItsExitCodes() {
    assertThat(run("--help").out).contains("Commands:\n").contains("  crawl ");
    assertThat(run("crawl", "--help").out)
        .contains("--timeout=TIME")
        .contains("    0   all is well")
        .contains("    1   done, but a start page could not be fetched")
        .contains("    2   the command line is wrong")
        .contains("    3   the job's folder or the output cannot be written or read")
        .contains("   70   a bug in this program")
        .contains("  130   stopped by Ctrl-C")
        .contains("  143   the same by SIGTERM");
  }

  private static OutputStream failing(String why) {
    return new OutputStream() {
      @Override
      public void write(int oneByte) throws IOException {
        throw new IOException(why);
      }
    };
  }

  @Test
  void escapesWhatComesFromOutside() {
    site.answer("/", TestSite.html("<title>x\u001b[2J\u202e</title>"));

    Run run = run("crawl", site.url("/").toString());

    assertThat(run.pages.strip().chars()).noneMatch(Character::isISOControl);
    assertThat(run.page("/").get("title").stringValue()).isEqualTo("x\u001b[2J\u202e");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                               | a command is missing, such as crawl",
        "crwl                           | there is no command crwl (did you mean crawl?); there are"
            + " crawl, resume, explain, export, report, stats, robots, demo",
        "xyz                            | there is no command xyz; there are crawl, resume,"
            + " explain, export, report, stats, robots, demo",
        "crawl                          | URL is missing",
        "crawl h.test                   | URL must start with http:// or https://, got \"h.test\";"
            + " try http://h.test",
        "crawl mailto:x                 | URL must start with http:// or https://, got"
            + " \"mailto:x\"; only web pages can be crawled",
        "crawl h:8000                   | URL must start with http:// or https://, got \"h:8000\";"
            + " try http://h:8000",
        "crawl http://h --timeot 1      | unknown option --timeot (similar: --timeout)",
        "resume a.crawl x               | unexpected argument x",
        "crawl http://h --max-pages 0   | --max-pages must be 1 to 1000000, got 0",
        "crawl http://h --concurrency 0 | --concurrency must be 1 to 1024, got 0",
        "crawl http://h --timeout 0     | --timeout must be 1ms to 1h, got 0s",
        "crawl http://h --timeout 1e99  | --timeout must be a time such as 500ms, 2.5s, 30"
            + " (seconds), 2m, 3h or 7d, got 1e99",
        "crawl http://h --trace x.png   | a trace must end in .svg, .html, .json or .txt,"
            + " got x.png",
        "crawl http://h --trace no/x.svg | there is no folder for the trace no/x.svg",
      })
  void saysWhatIsWrongWithTheArguments(String arguments, String message) {
    Run run = run(arguments == null ? new String[0] : arguments.split(" "));

    assertThat(run.code).isEqualTo(2);
    assertThat(run.out).isEmpty();
    assertThat(run.err)
        .startsWith("scraper: " + message + "; see scraper ")
        .endsWith(" --help\n")
        .hasLineCount(1);
  }

  /// What one run of the command left behind.
  private record Run(int code, String out, String err, String pages) {
    private static final JsonMapper JSON = new JsonMapper();

    /// There may be lines of progress before it.
    String summary() {
      return err.lines().filter(line -> line.startsWith("crawled")).findFirst().orElseThrow();
    }

    JsonNode page(String path) {
      return all().stream()
          .filter(page -> page.get("url").stringValue().equals(site.url(path).toString()))
          .findFirst()
          .orElseThrow();
    }

    List<String> errors(String... paths) {
      return List.of(paths).stream()
          .map(path -> page(path).get("error"))
          .map(error -> error.isNull() ? null : error.stringValue())
          .toList();
    }

    List<Integer> statuses() {
      return all().stream().map(page -> page.get("status").intValue()).toList();
    }

    private List<JsonNode> all() {
      return pages.lines().map(JSON::readTree).toList();
    }
  }

  private Path job() {
    return folder.resolve("job" + jobs);
  }

  private Run run(String... arguments) {
    return run(new ByteArrayOutputStream(), arguments);
  }

  /// A crawl gets a folder of its own.
  private Run run(OutputStream out, String... arguments) {
    jobs++;
    List<String> all = new ArrayList<>(List.of(arguments));
    if (all.contains("crawl")) {
      all.addAll(List.of("--job", job().toString()));
    }
    Ran ran = Ran.command(out, "", job(), all);
    return new Run(ran.code(), ran.out(), ran.err(), pages());
  }

  private String pages() {
    try {
      Path pages = job().resolve("pages.jsonl");
      return Files.exists(pages) ? Files.readString(pages) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
