package dev.baton.scraper.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.scraper.sites.GateSite;
import dev.baton.testkit.ChildJvm;
import dev.baton.testkit.ChildProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A crawl that may open fewer files than it has connections.
@Tag("process")
class FewDescriptorsTest {
  private static final int FILES = 200;
  private static final int PAGES = 250;

  @TempDir private Path folder;

  @Test
  void aShortageOfFilesIsNoTroubleOfTheHost() throws Exception {
    assumeTrue(Files.exists(Path.of("/bin/sh")));
    Path job = folder.resolve("job");
    CountDownLatch gate = new CountDownLatch(1);
    try (GateSite site = new GateSite(path -> page(path, gate))) {
      try (ChildProcess process = crawl(site, job)) {
        assertThat(process.output())
            .contains("scraper: too many open files; raise ulimit -n, or ask for less at once")
            .endsWith("what came before is kept; go on with: scraper resume " + job + "\n")
            .doesNotContain("given up");
        assertThat(process.exitCode()).isEqualTo(3);
      }
      gate.countDown();

      Ran ran = Ran.command("resume", job.toString());

      assertThat(ran.code()).isZero();
      assertThat(Files.readAllLines(job.resolve("pages.jsonl"))).hasSize(PAGES + 1);
    }
  }

  private static String page(String path, CountDownLatch gate) throws InterruptedException {
    if (path.equals("/")) {
      return GateSite.links(IntStream.range(0, PAGES).mapToObj(i -> "/" + i).toList());
    }
    gate.await();
    return "";
  }

  private static ChildProcess crawl(GateSite site, Path job) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("/bin/sh", "-c", "ulimit -n " + FILES + "; exec \"$@\"", "sh"));
    command.addAll(
        ChildJvm.of(Scraper.class)
            .flags("--enable-native-access=ALL-UNNAMED")
            .command(
                "crawl",
                site.url("/"),
                "--own-site",
                "256",
                "--concurrency",
                "300",
                "--job",
                job.toString()));
    return ChildProcess.start(new ProcessBuilder(command).redirectErrorStream(true));
  }
}
