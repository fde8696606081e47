package dev.baton.bench.scraper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.bench.MeasuredProcess;
import dev.baton.bench.Programs;
import java.io.BufferedReader;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Our own servers, crawled by `wget`.
@Timeout(60)
@Tag("process")
class HostsTest {
  @TempDir private Path folder;

  private Crawler wget;

  @BeforeEach
  void findWget() throws Exception {
    assumeTrue(MeasuredProcess.isPossible(), "processor times come from /proc");
    Optional<Crawler> found = WgetCrawl.find();
    assumeTrue(found.isPresent(), "wget is not installed");
    wget = found.get();
  }

  private static Process start(Class<?> main, int pages) throws Exception {
    return new ProcessBuilder(Programs.java(main, List.of(), String.valueOf(pages)))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @Test
  void lateHostsSayWhatTheyWereAsked() throws Exception {
    Process hosts = start(DelayedHosts.class, 10);
    try (BufferedReader output = hosts.inputReader();
        Writer orders = hosts.outputWriter()) {
      String[] starts = output.readLine().split(" ");
      assertThat(starts).hasSize(20);
      wget.crawl(URI.create(starts[7]), 10, folder);
      orders.write("tell\n");
      orders.flush();

      DelayedHosts.Seen seen = DelayedHosts.Seen.parse(output.readLine());
      assertThat(seen.answers()).isEqualTo(10);
      assertThat(seen.atOnce()).isEqualTo(1);
      assertThat(seen.nanos() / 1e6).isGreaterThan(11 * 50); // with robots.txt
    } finally {
      hosts.destroyForcibly();
    }
  }

  @Test
  void theListsOfALargeSiteLeadToAllPages() throws Exception {
    Process site = start(LargeSite.class, 2_500);
    try (BufferedReader output = site.inputReader()) {
      int lists = 1 + 3;
      wget.crawl(URI.create(output.readLine()), 2_500 + lists, folder);
    } finally {
      site.destroyForcibly();
    }
  }
}
