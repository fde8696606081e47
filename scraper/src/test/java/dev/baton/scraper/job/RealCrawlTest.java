package dev.baton.scraper.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.Blocking;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.program.CannotWriteException;
import dev.baton.program.Program;
import dev.baton.program.Shell;
import dev.baton.scraper.CrawlLimits;
import dev.baton.scraper.FoundUrl;
import dev.baton.scraper.Manners;
import dev.baton.scraper.UrlState;
import dev.baton.scraper.fetch.Resolver;
import dev.baton.scraper.output.PageFormat;
import dev.baton.scraper.sites.DocumentationSite;
import dev.baton.scraper.url.PageUrls;
import dev.baton.testkit.AtNight;
import dev.baton.testkit.ChildProcess;
import dev.baton.testkit.Nightly;
import dev.baton.testkit.Programs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// Whole crawls of real documentation beside `wget -r` on the same server: each page that wget
/// finds is among ours, once, and what else it finds has a reason. Runs for what is installed.
@AtNight
@Tag("process")
@Timeout(300)
class RealCrawlTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration LONGEST = Duration.ofMinutes(4);

  /// A job that is done leaves nothing in them, and the limits are wide enough.
  private static final Set<UrlState> NONE =
      Set.of(
          UrlState.PENDING,
          UrlState.ASKED,
          UrlState.TRAP,
          UrlState.LIMIT,
          UrlState.PRIVATE_ADDRESS,
          UrlState.ENCODING,
          UrlState.HOST_GIVEN_UP,
          UrlState.FAILED);

  /// What pages are made of and no link leads to: wget fetches that too.
  private static final Pattern PARTS =
      Pattern.compile(".*\\.(css|gif|ico|jpg|js|png|svg|ttf|woff2?)(\\?.*)?");

  /// What wget takes for a link and we do not, and why.
  private static final Map<String, String> NO_LINKS =
      Map.of(
          "/robots.txt", "asked for by both, and not as a page",
          "/python3-doc/html/_static/opensearch.xml",
              "a description for search fields, by its type",
          "/postgresql-doc-15/html/pgsql-docs@lists.postgresql.org",
              "link rev=made, without mailto:",
          "/sqlite3/%5C", "to browsers, a backslash is a slash");

  @TempDir private Path folder;

  // on the loop
  private DocumentationSite site;
  private Duration wgetTook;

  /// What the crawl has left behind.
  private record Found(List<String> pages, Map<String, FoundUrl> urls) {
    static Found of(Path job) throws IOException {
      JobView view = JobView.of(job);
      Map<String, FoundUrl> urls = new HashMap<>();
      EventLoop.run(() -> view.reader().forEach(url -> urls.put(url.url(), url)));
      return new Found(pages(view.folder().pages(PageFormat.JSON_LINES)), urls);
    }

    private static List<String> pages(Path file) throws IOException {
      return Files.readAllLines(file).stream()
          .map(line -> JSON.readTree(line).get("url").stringValue())
          .toList();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "debian-policy,     /debian-policy/policy.html/index.html",
    "git-doc,           /git-doc/index.html",
    "sqlite3-doc,       /sqlite3/index.html",
    "apache2-doc,       /apache2-doc/manual/en/index.html",
    "postgresql-doc-15, /postgresql-doc-15/html/index.html",
    "python3-doc,       /python3-doc/html/index.html",
    "libboost1.74-doc,  /libboost1.74-doc/doc/html/index.html",
    "openjdk-17-doc,    /openjdk-17-doc/index.html",
  })
  void findsEveryPageThatWgetFinds(String debian, String start) throws Exception {
    Programs.assumeInstalled("wget");
    Path file = Path.of(DocumentationSite.FOLDER + start);
    assumeTrue(Files.exists(file), () -> "Debian's package " + debian + " is not installed");

    Outcome outcome = crawlAndRunWget(start);

    assertThat(outcome.problem()).isEmpty();
    Found ours = Found.of(outcome.folder().path());
    Set<String> pages = new HashSet<>(ours.pages());
    Set<String> wgets = pagesOfWget();
    assertThat(ours.pages()).doesNotHaveDuplicates();
    assertThat(wgets).isNotEmpty().allMatch(pages::contains);
    assertThat(ours.urls().values()).noneMatch(url -> NONE.contains(url.state()));
    assertThat(site.wget().keySet()).allMatch(url -> hasReason(url, ours));
    Nightly.figure(
        "%s: %,d pages in %.1f s; wget %,d pages in %.1f s"
            .formatted(
                debian,
                pages.size(),
                outcome.took().toMillis() / 1e3 - wgetTook.toMillis() / 1e3,
                wgets.size(),
                wgetTook.toMillis() / 1e3));
  }

  private Set<String> pagesOfWget() {
    return site.wget().entrySet().stream()
        .filter(visit -> visit.getValue() == 200)
        .map(visit -> canonical(visit.getKey()))
        .filter(url -> url.encodedPath().endsWith(".html") || url.encodedPath().endsWith("/"))
        .map(HttpUrl::toString)
        .collect(Collectors.toSet());
  }

  /// wget has another spelling of some.
  private static HttpUrl canonical(String url) {
    return PageUrls.canonical(HttpUrl.get(url));
  }

  private static boolean hasReason(String wgets, Found ours) {
    HttpUrl url = canonical(wgets);
    return ours.urls().containsKey(url.toString())
        || PARTS.matcher(url.encodedPath()).matches()
        || NO_LINKS.containsKey(url.encodedPath());
  }

  // --- both run on the loop that serves

  private Outcome crawlAndRunWget(String start) throws CannotWriteException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Shell shell = new Shell("scraper", InputStream.nullInputStream(), out, out);
    try (Program program = new Program(shell, "crawl", null, false)) {
      JobFrame frame = new JobFrame(shell, program, false, Resolver.SYSTEM);
      return new CrawlJob(frame).begin(folder.resolve("job"), crawl -> runBoth(crawl, start));
    }
  }

  @Suspends
  private void runBoth(CrawlJob.Crawl crawl, String start) {
    try (DocumentationSite open = DocumentationSite.open()) {
      site = open;
      TaskGroup.run(
          group -> {
            Task<Void> serving = group.spawn("site", open::serve);
            crawl.run(settings(open.url(start)));
            Blocking.call(() -> runWget(open.url(start)));
            serving.cancel();
          });
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  private static JobSettings settings(String start) {
    JobSettings usual = JobSettings.of(new Starts(List.of(HttpUrl.get(start)), List.of()));
    CrawlLimits limits = usual.limits();
    return new JobSettings(
        usual.starts(),
        usual.scope(),
        new CrawlLimits(
            20_000,
            limits.maxDepth(),
            limits.maxRetries(),
            limits.maxDisk(),
            limits.concurrency(),
            limits.timeout()),
        new Manners(8, Duration.ZERO, true),
        usual.requests(),
        usual.pages());
  }

  private void runWget(String start) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    ProcessBuilder wget =
        new ProcessBuilder(
            "wget", "-q", "--no-config", "--no-proxy", "--delete-after", "-r", "-l", "inf", start);
    wget.directory(folder.toFile());
    try (ChildProcess process = ChildProcess.start(wget, LONGEST)) {
      assertThat(process.exitCode()).isIn(0, 8); // 8: there were dead links
    }
    wgetTook = Duration.ofNanos(System.nanoTime() - begin);
  }
}
