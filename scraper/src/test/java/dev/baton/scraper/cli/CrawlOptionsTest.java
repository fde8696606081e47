package dev.baton.scraper.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.baton.scraper.sites.TestSite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What the options of `crawl` do, against real sites on loopback, and what is said of wrong ones.
@Timeout(120)
class CrawlOptionsTest {
  private static TestSite site;
  private static TestSite other;

  @TempDir private Path folder;

  @BeforeAll
  static void openSites() {
    site = new TestSite();
    other = new TestSite();
  }

  @AfterAll
  static void closeSites() {
    site.close();
    other.close();
  }

  @AfterEach
  void clearSites() {
    site.clear();
    other.clear();
  }

  private Path job() {
    return folder.resolve("job");
  }

  private Ran crawl(String... arguments) {
    return Ran.crawl(job(), arguments);
  }

  private static String root() {
    return site.url("/").toString();
  }

  // --- which pages

  @Test
  void severalStartsMakeOneCrawl() throws IOException {
    site.page("/", "/a").page("/a");
    other.page("/", "/b").page("/b");

    Ran ran = crawl(root(), other.url("/").toString());

    assertThat(ran.code()).isZero();
    assertThat(ran.pages()).hasSize(4);
    assertThat(ran.err()).contains("crawled " + root() + " and 1 other start: 4 pages");
  }

  @Test
  void startsAreReadFromAFile() throws IOException {
    site.page("/", "/a").page("/a");
    Path list = folder.resolve("urls.txt");
    Files.writeString(list, "# mine\n\n" + site.url("/a") + "\n");

    Ran ran = crawl(root(), "--urls", list.toString());

    assertThat(ran.urls()).containsExactlyInAnyOrder(root(), site.url("/a").toString());
  }

  @Test
  void startsAreReadFromStdin() throws IOException {
    site.page("/a");

    Ran ran =
        Ran.command(
            new ByteArrayOutputStream(),
            site.url("/a").toString(),
            job(),
            List.of(
                "crawl", "--urls", "-", "--allow-private", "127.0.0.1", "--job", job().toString()));

    assertThat(ran.code()).isZero();
    assertThat(ran.urls()).containsExactly(site.url("/a").toString());
  }

  /// A file may come from anywhere.
  @Test
  void aListedAddressIsNoConsent() throws IOException {
    Path list = folder.resolve("urls.txt");
    Files.writeString(list, root());

    Ran ran = crawl("--urls", list.toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(site.requests()).isEmpty();
    assertThat(ran.err())
        .contains("1 private address:")
        .contains("127.0.0.1 has the loopback address 127.0.0.1")
        .contains("scraper: none of the 1 URL could be fetched\n");
  }

  @Test
  void aScopeCanBeAFolder() throws IOException {
    site.page("/docs/", "/docs/a", "/blog/").page("/docs/a");

    Ran ran = crawl(site.url("/docs/").toString(), "--scope", "prefix");

    assertThat(site.asked()).containsExactlyInAnyOrder("/docs/", "/docs/a");
    assertThat(ran.err()).contains("  left out  1 out of scope\n");
  }

  @Test
  void aScopeCanHaveMoreHosts() {
    site.page("/", other.url("/x").toString());
    other.page("/x");

    crawl(
        root(),
        "--also-host",
        "127.0.0.1:" + other.url("/").port(),
        "--allow-private",
        "127.0.0.1:" + other.url("/").port());

    assertThat(other.asked()).containsExactly("/x");
  }

  /// Consent to one port is none to another.
  @Test
  void anotherPortNeedsAConsentOfItsOwn() {
    site.page("/", other.url("/x").toString());

    Ran ran = crawl(root(), "--also-host", "127.0.0.1:" + other.url("/").port());

    assertThat(other.requests()).isEmpty();
    assertThat(ran.err())
        .contains("1 private address:")
        .contains("to allow it: --allow-private 127.0.0.1:" + other.url("/").port());
  }

  @Test
  void patternsIncludeAndExclude() {
    site.page("/", "/en/a", "/en/b?print=1", "/de/a").page("/en/a");

    Ran ran = crawl(root(), "--include", "/en/", "--exclude", "[?]print=");

    assertThat(site.asked()).containsExactlyInAnyOrder("/", "/en/a");
    assertThat(ran.err()).contains("  left out  2 out of scope\n");
  }

  @Test
  void saysThatItsOwnRulesLeaveTheCrawlNothing() {
    site.page("/", "/a", "//other.invalid/");
    assertThat(crawl(root(), "--exclude", "/a").err())
        .contains(
            ": none of its 2 links belongs to the crawl (such as "
                + site.url("/a")
                + ": excluded by --exclude ");
    site.redirect("/", "/a");
    assertThat(Ran.crawl(folder.resolve("second"), root(), "--exclude", "/a").err())
        .contains("it redirects to " + site.url("/a") + ", which does not belong to the crawl: ");
  }

  // --- how far

  @Test
  void depthIsALimit() {
    site.page("/", "/a").page("/a", "/b").page("/b");

    Ran ran = crawl(root(), "--max-depth", "1");

    assertThat(ran.code()).isZero();
    assertThat(site.asked()).containsExactlyInAnyOrder("/", "/a");
    assertThat(ran.err()).contains("  left out  1 limit: deeper than --max-depth 1\n");
  }

  @Test
  void resumeAsksForWhatALowerLimitHadLeftOut() throws Exception {
    site.page("/", "/a", "/b", "/c").page("/a").page("/b").page("/c");
    Ran first = crawl(root(), "--max-pages", "2");
    assertThat(first.urls()).hasSize(2);

    Ran same = Ran.command("resume", job().toString());
    assertThat(first.urls()).hasSize(2);
    Ran more = Ran.command("resume", job().toString(), "--max-pages", "10");

    assertThat(List.of(same.code(), more.code())).containsOnly(0);
    assertThat(first.urls()).hasSize(4).doesNotHaveDuplicates();
    assertThat(site.asked()).doesNotHaveDuplicates();
    assertThat(Ran.command("explain", site.url("/c").toString(), "--job", job().toString()).out())
        .contains("fetched");
  }

  @Test
  void resumeKeepsTheJobIfItsNewLimitMakesNoSense() {
    site.page("/");
    crawl(root());

    Ran ran = Ran.command("resume", job().toString(), "--max-pages", "0");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("--max-pages must be 1 to 1000000, got 0");
    assertThat(Ran.command("resume", job().toString()).code()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--format jsonl", "--format csv", "--format sqlite", "--out -"})
  void diskIsALimit(String to) {
    site.page("/", IntStream.range(0, 2_000).mapToObj(i -> "/" + i).toArray(String[]::new));
    List<String> options = new ArrayList<>(List.of(to.split(" ")));
    options.addAll(List.of(root(), "--max-disk", "1"));

    Ran ran = crawl(options.toArray(String[]::new));

    assertThat(ran.code()).isZero();
    assertThat(ran.err()).contains(" limit: the pages take more than --max-disk");
    assertThat(site.asked()).hasSizeLessThan(1_000); // those that came before the first was written
  }

  @Test
  void aPageIsAskedForAgainAsOftenAsTold() {
    site.answer("/", aResponse().withStatus(502));

    Ran ran = crawl(root(), "--retries", "1");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(site.asked()).hasSize(2);
  }

  // --- how politely

  @Test
  void sitemapsAreSeedsUnlessTheUserDoesNotWantThem() {
    site.page("/").page("/only-there");
    site.answer("/robots.txt", aResponse().withBody("Sitemap: " + site.url("/map.txt") + "\n"));
    site.answer("/map.txt", aResponse().withBody(site.url("/only-there") + "\n"));

    crawl(root());
    assertThat(site.asked()).containsExactlyInAnyOrder("/", "/map.txt", "/only-there");

    site.requests().clear();
    Ran without = Ran.crawl(folder.resolve("second"), root(), "--no-sitemap");

    assertThat(without.err()).contains(": 1 page in ");
  }

  @Test
  void onesOwnSiteIsAskedAtOnceAndThatIsSaid() {
    site.page("/", "/a", "/b");

    Ran ran = crawl(root(), "--own-site", "4");

    assertThat(ran.err())
        .contains("  own site  4 requests at once and no delay on the hosts that were typed");
  }

  /// A file of URLs says nothing of whose they are.
  @Test
  void aListedHostIsNotOnesOwn() throws IOException {
    site.page("/", "/a");
    other.page("/x", "/y");
    Path list = folder.resolve("urls.txt");
    Files.writeString(list, other.url("/x").toString());

    crawl(
        root(),
        "--urls",
        list.toString(),
        "--allow-private",
        "127.0.0.1",
        "--own-site",
        "4",
        "--delay",
        "1ms");

    List<String> log = Files.readAllLines(job().resolve("requests.jsonl"));
    assertThat(log)
        .filteredOn(line -> line.contains(":" + other.url("/").port() + "/y"))
        .singleElement()
        .asString()
        .containsPattern("\"why\":\"(--delay 1ms|as long as its last answer took)\"");
    assertThat(log)
        .filteredOn(line -> line.contains(":" + site.url("/").port() + "/a"))
        .singleElement()
        .asString()
        .contains("\"why\":\"no delay, --own-site\"");
  }

  // --- what is sent

  @Test
  void secretsGoToTheOriginOfTheStartAndAreKeptNowhere() throws IOException {
    site.page("/", other.url("/x").toString());
    other.page("/x");
    Path key = folder.resolve("key.txt");
    Files.writeString(key, "hush-123\n");
    Path password = folder.resolve("password.txt");
    Files.writeString(password, "pass-456\n");
    Path cookies = folder.resolve("cookies.txt");
    Files.writeString(cookies, "sid=cookie-789\n");

    Ran ran =
        crawl(
            root(),
            "--header",
            "X-Key: @" + key,
            "--auth",
            "me: @" + password,
            "--cookie",
            "@" + cookies,
            "--contact",
            "me@example.org",
            "--also-host",
            "127.0.0.1:" + other.url("/").port(),
            "--allow-private",
            "127.0.0.1");

    assertThat(ran.code()).isZero();
    assertThat(site.requests())
        .allSatisfy(
            request -> {
              assertThat(request.getHeader("X-Key")).isEqualTo("hush-123");
              assertThat(request.getHeader("Authorization")).isEqualTo("Basic bWU6cGFzcy00NTY=");
              assertThat(request.getHeader("Cookie")).isEqualTo("sid=cookie-789");
              assertThat(request.getHeader("User-Agent"))
                  .isEqualTo("baton-scraper/dev (+me@example.org)");
            });
    assertThat(other.requests())
        .isNotEmpty()
        .allSatisfy(
            request -> {
              assertThat(request.getHeader("X-Key")).isNull();
              assertThat(request.getHeader("Authorization")).isNull();
              assertThat(request.getHeader("Cookie")).isNull();
            });
    assertThat(contentsOfJob()).doesNotContain("hush-123", "pass-456", "cookie-789", "bWU6cGFz");
  }

  private String contentsOfJob() throws IOException {
    StringBuilder all = new StringBuilder();
    try (var files = Files.newDirectoryStream(job())) {
      for (Path file : files) {
        all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }

  @Test
  void aSecretCanBeForAnotherOriginAndComeFromTheEnvironment() {
    String variable = System.getenv("HOME") == null ? "PATH" : "HOME";
    site.page("/", other.url("/x").toString());
    other.page("/x");
    String origin = other.url("/").toString().replaceFirst("/$", "");

    crawl(
        root(),
        "--header",
        origin + " X-Key: $" + variable,
        "--also-host",
        "127.0.0.1:" + other.url("/").port(),
        "--allow-private",
        "127.0.0.1");

    assertThat(site.requests()).allMatch(request -> request.getHeader("X-Key") == null);
    assertThat(other.requests())
        .isNotEmpty()
        .allMatch(request -> System.getenv(variable).equals(request.getHeader("X-Key")));
  }

  @Test
  void aCrawlOfStrangersWithoutAContactGetsAnAdvice() {
    Ran ran = crawl("http://h.invalid/", "--retries", "0");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).containsOnlyOnce("advice: say with --contact URL or MAIL");
  }

  // --- what comes out

  @Test
  void theEndOfTheFilesNameIsItsFormat() throws IOException {
    site.page("/", "/a").page("/a");
    Path file = folder.resolve("pages.csv");

    Ran ran = crawl(root(), "--out", file.toString());

    assertThat(ran.code()).isZero();
    assertThat(Files.readAllLines(file)).hasSize(3).first().asString().startsWith("url,status,");
    assertThat(ran.err()).contains("  pages     " + file + "\n");
  }

  @Test
  void pagesCanBeTablesAndLinesLater() throws IOException {
    site.page("/", "/a").page("/a");
    Path file = folder.resolve("later.jsonl");

    Ran ran = crawl(root(), "--format", "sqlite");
    Ran export = Ran.command("export", job().toString(), file.toString());

    assertThat(ran.err()).contains("job.db, tables pages and links\n");
    assertThat(job().resolve("pages.jsonl")).doesNotExist();
    assertThat(export.err())
        .isEqualTo("scraper: wrote 2 pages of job %s to %s\n".formatted(job(), file));
    assertThat(Files.readAllLines(file)).hasSize(2);
  }

  @Test
  void nobodyElseReadsTheJob() throws IOException {
    site.page("/", "/a").page("/a");
    crawl(root());

    assertThat(Files.getPosixFilePermissions(job()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    try (Stream<Path> files = Files.list(job())) {
      assertThat(files)
          .hasSizeGreaterThan(3)
          .allSatisfy(
              file ->
                  assertThat(Files.getPosixFilePermissions(file))
                      .as(file.toString())
                      .isEqualTo(PosixFilePermissions.fromString("rw-------")));
    }
  }

  @Test
  void noLineOfTheSummaryIsTooWide() {
    site.page("/", "http://10.0.0.1/", "http://10.0.0.2/", "http://10.0.0.3/");

    Ran ran = crawl(root(), "--also-host", "10.0.0.1", "--also-host", "10.0.0.2");

    assertThat(ran.err()).contains("  3 private address:\n").contains("--allow-private 10.0.0.2");
    assertThat(ran.err().lines().filter(line -> line.contains("private")))
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
  }

  @Test
  void eventsAreForPrograms() {
    site.page("/", "/a").page("/a").answer("/gone", aResponse().withStatus(404));

    Ran ran = crawl(root(), "--json");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.events().getFirst())
        .hasToString("{\"event\":\"job\",\"folder\":\"" + job() + "\"}");
    JsonNode end = ran.events().getLast();
    assertThat(end.get("event").stringValue()).isEqualTo("end");
    assertThat(end.get("pages").intValue()).isEqualTo(2);
    assertThat(end.get("states").get("fetched").intValue()).isEqualTo(2);
    assertThat(end.get("statuses").get("200").intValue()).isEqualTo(2);
    assertThat(end.get("stopped").booleanValue()).isFalse();
    assertThat(end.get("problem").isNull()).isTrue();
  }

  /// It has forbidden nothing, although nothing may be asked then.
  @Test
  void aRobotsTxtThatCannotBeFetchedForbidsInOtherWords() {
    site.answer("/robots.txt", TestSite.html("").withFault(Fault.CONNECTION_RESET_BY_PEER));
    Ran ran = crawl(root(), "--retries", "0");
    assertThat(ran.err())
        .contains("  left out  1 not asked for: robots.txt could not be fetched: ")
        .doesNotContain("forbidden");
    assertThat(job().resolve("report.html"))
        .content()
        .contains("<span>not asked for</span>")
        .doesNotContain("robots.txt forbids them");
    assertThat(Ran.command("explain", root(), "--job", job().toString()).out())
        .contains("\n  not asked for    robots.txt could not be fetched: ");
  }

  /// Those that are written: also errors and redirects, and none that asks not to be written.
  @Test
  void pagesAreTheSameEverywhere() throws IOException {
    site.page("/", "/a", "/hidden", "/gone", "/old").page("/a").redirect("/old", "/a");
    site.answer("/hidden", TestSite.html("<meta name=robots content=noindex>"));
    Ran ran = crawl(root(), "--own-site", "1");
    assertThat(ran.pages()).hasSize(4);
    assertThat(ran.err()).contains(": 4 pages in ");
    assertThat(Ran.command("export", job().toString(), "-", "--format", "csv").err())
        .contains("wrote 4 pages ");
    assertThat(Ran.command("stats", job().toString()).out())
        .isEqualTo(
            """
                       4  pages
                       2  fetched
                       1  answered with an error status
                       1  redirect
                       1  noindex
                       1  host
            job %s is done
            """
                .formatted(job()));
    assertThat(job().resolve("report.html")).content().contains("<dt>pages</dt><dd>4</dd>");
    assertThat(
            Ran.crawl(folder.resolve("events"), root(), "--json").events().getLast().get("pages"))
        .hasToString("4");
  }

  @Test
  void pagesOnStdoutAreNotDisturbed() {
    site.page("/", "/a").page("/a");

    Ran ran = crawl(root(), "--out", "-");

    assertThat(ran.events()).hasSize(2).allMatch(page -> page.has("url"));
    assertThat(ran.err()).contains("  pages     stdout\n");
  }

  @Test
  void theReportOffersNoExportOfPagesThatWentToStdout() {
    site.page("/");

    assertThat(crawl(root(), "--out", "-").code()).isZero();
    assertThat(job().resolve("report.html")).content().doesNotContain("scraper export ");
    assertThat(Ran.command("report", job().toString()).code()).isZero();
    assertThat(job().resolve("report.html"))
        .content()
        .contains("scraper explain URL ")
        .doesNotContain("scraper export ");
  }

  @Test
  void aFullDiskIsSaidAndTheJobGoesOnLater() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full));
    site.page("/", "/a").page("/a");

    Ran ran = crawl(root(), "--out", full.toString());

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("scraper: cannot write to /dev/full: No space left on device\n");
    assertThat(ran.err())
        .endsWith("scraper: what came before is kept; go on with: scraper resume " + job() + "\n");
  }

  @Test
  void anExistingFolderIsNoNewJob() {
    site.page("/");
    crawl(root());

    Ran again = crawl(root());

    assertThat(again.code()).isEqualTo(3);
    assertThat(again.err())
        .isEqualTo(
            "scraper: job %s exists; resume it: scraper resume %s\n".formatted(job(), job()));
  }

  @Test
  void aJobNeedsAName() {
    Ran ran = Ran.command("crawl", "--job", "", "http://h/");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .startsWith("scraper: --job must be the name of a folder, got nothing; see ");
  }

  @Test
  void aCrawlThatWasKilledAtOnceIsBegunAgain() throws IOException {
    site.page("/");
    Files.createDirectory(job());
    Files.createFile(job().resolve("lock"));

    Ran resumed = Ran.command("resume", job().toString());

    assertThat(resumed.code()).isEqualTo(3);
    assertThat(resumed.err())
        .isEqualTo(
            "scraper: job %s was stopped before anything was begun; begin it again: scraper crawl"
                    .formatted(job())
                + " URL --job %s\n".formatted(job()));
    assertThat(crawl(root()).code()).isZero();
  }

  @Test
  void aJobThatIsDoneHasNothingToDo() {
    site.page("/", "/a").page("/a");
    crawl(root());
    int asked = site.requests().size();

    Ran again = Ran.command("resume", job().toString());

    assertThat(again.code()).isZero();
    assertThat(again.err())
        .contains("scraper: job " + job() + " was done before; ")
        .contains("crawled " + root() + ": 2 pages\n");
    assertThat(site.requests()).hasSize(asked);
  }

  // --- what is wrong with them

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--scope site              | --scope must be one of host, prefix, domain, got site",
        "--scope prefix --also-host h | --also-host adds to --scope host and to no other;"
            + " give one of the two",
        "--include (               | --include",
        "--exclude [               | --exclude",
        "--max-depth -1            | --max-depth must be 0 to 1000, got -1",
        "--max-depth x             | --max-depth must be a whole number of at most 9 digits, got x",
        "--max-pages \u0663        | --max-pages must be a whole number of at most 9 digits, got"
            + " \u0663",
        "--max-disk 5Q             | --max-disk must be a size such as 500M or 10G, got 5Q",
        "--max-disk 999999999T     | --max-disk must be at most 1024T, got 999999999T",
        "--max-disk 16777217T      | --max-disk must be at most 1024T, got 16777217T",
        "--max-disk 1025T          | --max-disk must be at most 1024T, got 1025T",
        "--max-disk 0              | --max-disk must be 1 to ",
        "--retries 99              | --retries must be 0 to 10, got 99",
        "--delay 1h                | --delay must be 0s to 10m, got 1h",
        "--own-site 1000           | --own-site must be 1 to 256, got 1000",
        "--own-site 0              | --own-site must be 1 to 256, got 0",
        "--contact me              | --contact must be a URL or a mail address in ASCII, got",
        "--contact a(b             | --contact must be a URL or a mail address in ASCII",
        "--proxy ftp://h           | --proxy must be http://host:port",
        "--allow-private h/x       | --allow-private must be a host or host:port",
        "--header X=secret         | --header must be 'NAME: @FILE' or 'NAME: $VARIABLE'",
        "--auth me                 | --auth must be 'USER: @FILE' or 'USER: $VARIABLE'",
        "--cookie a=b              | --cookie must be '@FILE' or '$VARIABLE'",
        "--cookie @/no/such/file   | --cookie takes its value from file /no/such/file,"
            + " which cannot be used: there is none",
        "--cookie $NO_SUCH_THING   | --cookie takes its value from the variable NO_SUCH_THING,"
            + " which is not set",
        "--format xml              | --format must be jsonl, csv or sqlite, got xml",
        "--format csv --out -      | --out - writes lines of JSON and no other --format",
        "--format sqlite --out x   | --format sqlite keeps pages in the job's job.db",
        "--json --out -            | --json writes events to stdout, and --out - writes pages"
            + " there",
        "--urls /no/such/file      | --urls cannot be read from /no/such/file:"
            + " there is no such file",
        "--urls /                  | --urls cannot be read from /: ",
      })
  void saysWhatIsWrongWithAnOption(String options, String message) {
    String[] arguments = ("http://h " + options).split(" ");

    Ran ran = crawl(arguments);

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .startsWith("scraper: " + message)
        .endsWith("; see scraper crawl --help\n")
        .hasLineCount(1)
        .doesNotContain("secret");
    assertThat(job()).doesNotExist();
  }

  @Test
  void saysThatTheEndOfAFilesNameIsNoFormat() {
    site.page("/");
    Path file = folder.resolve("pages.xyz");
    String remark = "scraper: %s gets lines of JSON, since .xyz is no format that is known; there";
    assertThat(crawl(root(), "--out", file.toString()).err()).startsWith(remark.formatted(file));
    Path other = folder.resolve("o.xyz");
    assertThat(Ran.command("export", job().toString(), other.toString()).err())
        .startsWith(remark.formatted(other));
    assertThat(Ran.command("export", job().toString(), folder.resolve("o").toString()).err())
        .startsWith("scraper: wrote 1 page ");
  }

  @Test
  void noFileIsNoOutput() {
    Ran ran = crawl("http://h", "--out", "");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).startsWith("scraper: --out must be a file or -, got nothing; see ");
    assertThat(job()).doesNotExist();
  }

  @Test
  void saysWhichLineOfAListIsNoUrl() throws IOException {
    Path list = folder.resolve("urls.txt");
    Files.writeString(list, "http://h/\nnonsense\n");

    assertThat(crawl("--urls", list.toString()).err())
        .startsWith(
            "scraper: line 2 of %s: URL must start with http:// or https://".formatted(list));
  }

  @Test
  @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
  void aListWithoutAnEndIsRefused() throws IOException {
    assumeTrue(Files.exists(Path.of("/dev/zero")));
    Path list = Files.writeString(folder.resolve("urls.txt"), "# one\n".repeat(100_001));

    assertThat(crawl("--urls", "/dev/zero").err())
        .startsWith(
            "scraper: --urls cannot be read from /dev/zero: line 1 is longer than 8,192 characters;"
                + " see ");
    assertThat(crawl("--urls", list.toString()).err())
        .startsWith(
            "scraper: --urls cannot be read from %s: it has more than 100,000 lines; see "
                .formatted(list));
  }

  @Test
  void asksForTheOriginWhereThereAreSeveral() {
    assertThat(crawl("http://a/", "http://b/", "--cookie", "$X").err())
        .startsWith(
            "scraper: --cookie must name the origin that it is for, such as 'http://a/ ...',"
                + " as the URLs have several; see ");
  }
}
