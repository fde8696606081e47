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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `--trace` and `--look`, of a real process in the middle of a crawl.
@Timeout(120)
class SeeItRunTest {
  @TempDir private Path folder;

  private Process process;

  @AfterEach
  void endProcess() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @BeforeAll
  static void needsSignals() {
    assumeTrue(
        Files.isExecutable(Path.of("/bin/kill")) || Files.isExecutable(Path.of("/usr/bin/kill")));
  }

  @Test
  void aCrawlThatIsStuckTellsWhereAndLeavesATrace() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    GateSite.Pages pages =
        path -> {
          if (path.equals("/")) {
            return GateSite.links(List.of("/stuck"));
          }
          stuck.countDown();
          new CountDownLatch(1).await(); // until the site is closed
          return "";
        };
    Path trace = folder.resolve("crawl.txt");
    try (GateSite site = new GateSite(pages)) {
      process = start("crawl", site.url("/"), "--look", "--trace", trace.toString());
      BufferedReader messages = process.errorReader();
      stuck.await();
      signal(process, "USR1");

      String waits = "GET " + site.url("/stuck");
      assertThat(messages.lines().filter(line -> line.contains(waits)).findFirst().orElseThrow())
          .matches(" +worker-[0-9] +waiting .* HttpFetcher.fetch\\(HttpFetcher.java:[0-9]+\\)");

      signal(process, "TERM");

      assertThat(process.waitFor()).isEqualTo(143);
      assertThat(messages.lines())
          .anyMatch(line -> line.endsWith(": 1 ok"))
          .endsWith("scraper: stopped by a signal; the pages that were done are written");
      assertThat(Files.readString(trace))
          .startsWith("scraper crawl\n")
          .contains("waits for " + waits)
          .containsPattern("worker-[0-9] +prints: http://127")
          .containsPattern("main +ends: cancelled");
    }
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "--add-opens", "java.base/java.lang=ALL-UNNAMED"));
    command.add("-Dbaton.mounted=" + System.getProperty("baton.mounted", "auto"));
    command.add("-Djava.io.tmpdir=" + folder);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Scraper.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).start();
  }

  private static void signal(Process process, String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }
}
