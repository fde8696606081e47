package dev.baton.bench.scraper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.bench.Cost;
import dev.baton.bench.MeasuredProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Those that are installed crawl. How fast is never asserted.
@Timeout(60)
@Tag("process")
class CrawlersTest {
  private static final int PAGES = 30;

  @TempDir private Path folder;

  @BeforeEach
  void assumeLinux() {
    assumeTrue(MeasuredProcess.isPossible(), "processor times come from /proc");
  }

  private void check(Optional<Crawler> crawler) throws Exception {
    assumeTrue(crawler.isPresent(), "not installed");
    assumeTrue(Nginx.version().isPresent(), "nginx is not installed");
    new Site(PAGES).write(folder.resolve("site"));
    try (Nginx nginx =
        Nginx.start(folder.resolve("site"), Files.createDirectory(folder.resolve("nginx")))) {
      Cost cost = crawl(crawler.get(), nginx, PAGES);

      assertThat(cost.seconds()).isPositive();
      assertThat(cost.processorSeconds()).isNotNegative(); // the kernel counts in ticks
      assertThatThrownBy(() -> crawl(crawler.get(), nginx, PAGES + 1))
          .isInstanceOf(IOException.class)
          .hasMessage("found 30 of 31 pages");
    }
  }

  private Cost crawl(Crawler crawler, Nginx nginx, int pages) throws Exception {
    return crawler.crawl(nginx.start(), pages, Files.createTempDirectory(folder, "crawl"));
  }

  @Test
  void wgetFindsAllPages() throws Exception {
    check(WgetCrawl.find());
  }

  @Test
  void scrapyFindsAllPages() throws Exception {
    check(ScrapyCrawl.find("plain_spider.py"));
  }

  @Test
  void scrapysCrawlSpiderFindsAllPages() throws Exception {
    check(ScrapyCrawl.find("crawl_spider.py"));
  }

  @Test
  void oursFindsAllPagesInEachOfItsPasses() throws Exception {
    String classPath = System.getProperty("java.class.path");
    check(Optional.of(new BatonPasses(classPath, "dev", BatonCrawl.FULL_SPEED)));
  }

  @Test
  void theProcessorTimeOfItsOwnProcessesCounts() throws Exception {
    String busy = "i=0; while [ $i -lt 100000 ]; do i=$((i + 1)); done";
    Cost cost = MeasuredProcess.run(List.of("sh", "-c", "(" + busy + "); true"), folder);

    assertThat(cost.processorSeconds()).isPositive();
    assertThat(cost.peakBytes()).isPositive();
  }

  @Test
  void whatFailsIsSaidWithItsLastLine() {
    assertThatThrownBy(
            () -> MeasuredProcess.run(List.of("sh", "-c", "echo no disk >&2; exit 4"), folder))
        .isInstanceOf(IOException.class)
        .hasMessage("it ended with status 4: no disk");
  }
}
