package dev.baton.scraper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.scraper.sites.GateSite;
import dev.baton.testkit.ChildJvm;
import dev.baton.testkit.ChildProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `--trace` and `--look`, of a real process in the middle of a crawl.
@Tag("process")
@Tag("process")
@Timeout(120)
class SeeItRunTest {
  @TempDir private Path folder;

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
    Path job = folder.resolve("job.crawl");
    try (GateSite site = new GateSite(pages);
        ChildProcess process =
            ChildJvm.of(Scraper.class)
                .flags(
                    "-Xmx128m", "-Djava.io.tmpdir=" + folder, "--enable-native-access=ALL-UNNAMED")
                .errorsApart()
                .start(
                    "crawl",
                    site.url("/"),
                    "--look",
                    "--trace",
                    trace.toString(),
                    "--job",
                    job.toString())) {
      stuck.await();
      process.signal("USR1");

      String waits = "GET " + site.url("/stuck");
      assertThat(process.err().awaitLineWith(waits))
          .matches(" +127.0.0.1:[0-9]+ +waiting .* OkHttpCalls.send\\(OkHttpCalls.java:[0-9]+\\)");

      process.signal("TERM");

      assertThat(process.exitCode()).isEqualTo(143);
      assertThat(process.err().all().lines())
          .contains("  answers   200: 1")
          .endsWith("scraper: stopped; go on with: scraper resume " + job);
      assertThat(Files.readString(trace))
          .startsWith("scraper crawl\n")
          .contains("waits for " + waits)
          .containsPattern("main +ends: cancelled");
    }
  }
}
