package dev.baton.scraper.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.program.Shell;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// The demo as a whole: the real world, the real crawl, and what is said of them.
@Timeout(120)
class DemoCommandTest {
  @TempDir private Path folder;

  private record Run(int code, String out, String err) {}

  private static Run run(Object... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Shell shell = new Shell("scraper", InputStream.nullInputStream(), out, err);
    List<String> all = new ArrayList<>(List.of("demo"));
    for (Object each : arguments) {
      all.add(each.toString());
    }
    int code = shell.run(it -> Scraper.commandLine(it).execute(all.toArray(String[]::new)));
    return new Run(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  @Test
  void everythingBecomesWhatItShould() throws Exception {
    Path job = folder.resolve("demo.crawl");

    Run run = run("--job", job);

    assertThat(run.code).as(run.out + run.err).isZero();
    assertThat(run.out.lines().filter(line -> line.startsWith("  ✓ ")))
        .extracting(DemoCommandTest::shortened)
        .containsExactly(
            "pages of a shop | 53 of 53 read",
            "a page whose links are not to be followed | read",
            "pages that do not want to be listed | 2 of 2 read and not written",
            "a page that only an unlisted one leads to | read",
            "a start page that only refreshes | read",
            "a chain of three redirects | 3 of 3 followed: 301, 302, 308",
            "a page at the end of a chain | read",
            "dead links | 3 of 3 reported: 404, 404, 410",
            "a page in windows-1252 | read: Über uns – Café, Bücher, Œuvres, 5 €",
            "packed pages | 2 of 2 read",
            "a page that needs JavaScript | read: seems to need JavaScript",
            "pages that only the sitemap names | 3 of 3 read",
            "a host that says 429 now and then | 7 of 7 read",
            "a host that takes 300 ms for each page | 5 of 5 read",
            "start pages of the other hosts | 3 of 3 read",
            "503 twice, then the page | read",
            "a corner that robots.txt forbids | 3 of 3 left alone: line 3: Disallow: /private/",
            "links that are not to be followed | 2 of 2 left alone",
            "addresses of somebody's inner network | 3 of 3 never dialled",
            "links to other people's hosts | 3 of 3 left alone",
            "a host whose robots.txt answers 500 | left alone: robots.txt answered with status 500",
            "an endless calendar | cut after 60: endless calendar",
            "a path that repeats itself | cut after 2: repeating path",
            "session ids | cut after 1: session id",
            "a site without a floor | cut after 19: depth: more than 20 folders",
            "a ring of redirects | given up: redirect loop",
            "a picture | not parsed: image/png",
            "a page in an unknown encoding | refused: the encoding x-lantern",
            "a connection that always breaks off | given up: the connection was closed",
            "a gzip bomb, 1 MB that unpacks to 1 GB | given up: the page is larger than 10 MiB",
            "a page of 64 MB | given up: the page is larger than 10 MiB",
            "asks for robots.txt first | at all 7 hosts",
            "waits 2.0 s when a host says 429 | never asked early: smallest pause ...",
            "sends no request before it is allowed | ... requests, none early",
            "writes each page once | 179 lines in pages.jsonl, none twice");
    assertThat(run.out).contains("All 35 are as they should be.").doesNotContain("✗");
    assertThat(run.out.replace(folder.toString(), "").lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    assertThat(job.resolve("report.html")).isNotEmptyFile();
    assertThat(run.err).contains("scraper: job " + job).doesNotContain("\u001b");
  }

  /// Without what is not the same in each run.
  private static String shortened(String line) {
    return line.substring(4)
        .replaceAll(" {2,}", " | ")
        .replaceAll("pause \\d+\\.\\d s", "pause ...")
        .replaceAll("\\d+ requests", "... requests");
  }

  @Test
  void aProgramGetsEvents() throws Exception {
    Path job = folder.resolve("demo.crawl");
    Path trace = folder.resolve("demo.txt");

    Run run = run("--json", "--trace", trace, "--job", job);

    assertThat(run.code).as(run.out + run.err).isZero();
    JsonMapper json = new JsonMapper();
    assertThat(run.out.lines().map(json::readTree))
        .filteredOn(event -> event.get("event").stringValue().equals("finding"))
        .hasSize(35)
        .allSatisfy(finding -> assertThat(finding.get("right").booleanValue()).isTrue());
    assertThat(run.err).isEmpty();
    assertThat(Files.readString(trace)).contains("world", "committer", "shop.localhost");
  }

  @Test
  void aFolderThatIsThereIsNotTouched() throws IOException {
    Files.writeString(folder.resolve("job.db"), "x");
    Run run = run("--job", folder);
    assertThat(run.code).isEqualTo(3);
    assertThat(run.out).isEmpty();
    assertThat(run.err).contains("exists; resume it: scraper resume " + folder);
  }
}
