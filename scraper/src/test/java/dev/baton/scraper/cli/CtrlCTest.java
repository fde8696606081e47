package dev.baton.scraper.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.scraper.sites.GateSite;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Ctrl-C, sent to a real process in the middle of its work.
@Timeout(120)
class CtrlCTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;

  @BeforeAll
  static void needsSignals() throws IOException {
    assumeTrue(
        Files.isExecutable(Path.of("/bin/kill")) || Files.isExecutable(Path.of("/usr/bin/kill")));
    assumeTrue(!ignoresCtrlC(), "Ctrl-C is ignored here, and so it is in every child process");
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
    try (GateSite site = new GateSite(pages)) {
      Process process = start("crawl", site.url("/"));
      BufferedReader out = process.inputReader();
      List<String> urls = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        urls.add(JSON.readTree(out.readLine()).get("url").stringValue());
      }
      stuck.await();

      pressCtrlC(process);

      assertThat(out.readLine()).isNull();
      assertThat(process.waitFor()).isEqualTo(130);
      assertThat(urls).containsExactlyInAnyOrder(site.url("/"), site.url("/a"), site.url("/b"));
      assertThat(process.errorReader().lines())
          .anyMatch(line -> line.contains(": 3 pages in ") && line.endsWith(": 3 ok"))
          .endsWith("scraper: stopped by Ctrl-C; the pages that were done are written");
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
    try (GateSite site = new GateSite(pages)) {
      Process process =
          start("crawl", site.url("/"), "--max-pages", "1000000", "--out", file.toString());
      enough.await();

      pressCtrlC(process);

      assertThat(process.waitFor()).isEqualTo(130);
      String written = Files.readString(file);
      assertThat(written).endsWith("}\n");
      assertThat(written.lines().map(JSON::readTree)).allMatch(page -> page.has("error"));
      assertThat(process.errorReader().lines())
          .anyMatch(line -> line.contains(": " + written.lines().count() + " pages in "));
    }
  }

  private static Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "--add-opens", "java.base/java.lang=ALL-UNNAMED"));
    command.add("-Dbaton.mounted=" + System.getProperty("baton.mounted", "auto"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Scraper.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).start();
  }

  private static void pressCtrlC(Process process) throws Exception {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }

  /// Who is started in the background by a shell without job control ignores it, and its children
  /// do.
  private static boolean ignoresCtrlC() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 0b10) != 0);
  }
}
