package dev.baton.scraper.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.scraper.sites.GateSite;
import dev.baton.scraper.sites.TestSite;
import dev.baton.testkit.ChildJvm;
import dev.baton.testkit.ChildProcess;
import dev.baton.testkit.UnixSignals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Ctrl-C, sent to a real process in the middle of its work.
@Tag("process")
@Tag("process")
@Timeout(120)
class CtrlCTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;

  @BeforeAll
  static void needsCtrlC() throws IOException {
    UnixSignals.assumeHeard("INT");
  }

  @Test
  void whileAPageIsStuckThePagesBeforeItAreThere() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    GateSite.Pages pages =
        path ->
            switch (path) {
              case "/" -> GateSite.links(List.of("/a", "/b", "/stuck"));
              case "/stuck" -> {
                stuck.countDown();
                new CountDownLatch(1).await(); // until the site is closed
                yield "";
              }
              default -> "<p>page</p>";
            };
    try (GateSite site = new GateSite(pages);
        ChildProcess process = start("crawl", site.url("/"), "--out", "-")) {
      List<String> urls = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        urls.add(JSON.readTree(process.nextLine()).get("url").stringValue());
      }
      stuck.await();

      process.signal("INT");

      assertThat(process.nextLine()).isNull();
      assertThat(process.exitCode()).isEqualTo(130);
      assertThat(urls).containsExactlyInAnyOrder(site.url("/"), site.url("/a"), site.url("/b"));
      assertThat(process.err().all().lines())
          .anyMatch(line -> line.contains(": 3 pages in "))
          .contains("  answers   200: 3")
          .endsWith("scraper: stopped; go on with: scraper resume " + job());
    }
  }

  @Test
  void atOnceAlsoWhileAllHostsWait() throws Exception {
    try (TestSite site = new TestSite()) {
      site.answer("/", aResponse().withStatus(429).withHeader("Retry-After", "300"));
      try (ChildProcess process = start("crawl", site.url("/").toString(), "--json")) {
        String event;
        do {
          event = process.nextLine();
        } while (!event.contains("Retry-After 5m"));

        process.signal("INT");

        assertThat(process.exitCode()).isEqualTo(130);
        String end = process.out().all().lines().reduce((_, last) -> last).orElseThrow();
        assertThat(end).startsWith("{\"event\":\"end\"").contains("\"stopped\":true");
      }
      try (ChildProcess process = start(List.of("stats", job().toString()))) {
        assertThat(process.output()).contains("1  waiting\n");
      }
    }
  }

  /// An endless site: the process is stopped while it writes.
  @Test
  void everyLineIsWholeAndTheSummaryCountsThemAll() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    CountDownLatch enough = new CountDownLatch(500);
    GateSite.Pages pages =
        _ -> {
          enough.countDown();
          int number = asked.incrementAndGet();
          return GateSite.links(
              Stream.iterate(number * 10, i -> i + 1).limit(10).map(i -> "/" + i).toList());
        };
    Path file = folder.resolve("pages.jsonl");
    try (GateSite site = new GateSite(pages);
        ChildProcess process =
            start("crawl", site.url("/"), "--max-pages", "1000000", "--out", file.toString())) {
      enough.await();

      process.signal("INT");

      assertThat(process.exitCode()).isEqualTo(130);
      String written = Files.readString(file);
      assertThat(written).endsWith("}\n");
      assertThat(written.lines().map(JSON::readTree)).allMatch(page -> page.has("error"));
      assertThat(process.err().all().lines())
          .anyMatch(line -> line.contains(": " + written.lines().count() + " pages in "));
    }
  }

  private Path job() {
    return folder.resolve("job.crawl");
  }

  private ChildProcess start(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--job", job().toString()));
    return start(all);
  }

  private static ChildProcess start(List<String> words) throws IOException {
    return ChildJvm.of(Scraper.class)
        .flags("-Xmx128m", "--enable-native-access=ALL-UNNAMED")
        .errorsApart()
        .start(words.toArray(String[]::new));
  }
}
