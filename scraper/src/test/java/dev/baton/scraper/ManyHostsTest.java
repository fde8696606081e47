package dev.baton.scraper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.testing.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Ten thousand hosts that make the crawl wait for hours, in seconds; and the same each time.
@Timeout(300)
class ManyHostsTest {
  private static final int HOSTS = 10_000;
  private static final int PAGES_A_HOST = 5;

  @Test
  void crawlsTenThousandHostsWithHoursOfWaiting() {
    Run run = new Run(1, HOSTS);

    assertThat(run.visited()).isEqualTo(HOSTS * PAGES_A_HOST);
    assertThat(run.took).isGreaterThan(Duration.ofHours(2));
    assertThat(run.web.mostOnOneHost).isEqualTo(1);
    assertThat(run.web.mostInFlight).isLessThanOrEqualTo(64);
    assertThat(run.files.requests).noneMatch(request -> request.at().isBefore(request.allowed()));
  }

  @Test
  void oneSeedGivesOneLog() {
    assertThat(new Run(2, 500).log()).isEqualTo(new Run(2, 500).log());
    assertThat(new Run(2, 500).log()).isNotEqualTo(new Run(3, 500).log());
  }

  private static final class Run {
    final MemoryFiles files = new MemoryFiles();
    final Duration took;
    final Web web;
    private final Crawler crawler;

    Run(long seed, int hosts) {
      web = new Web(seed, hosts);
      CrawlLimits limits =
          new CrawlLimits(hosts * PAGES_A_HOST, 50, 2, 1L << 40, 64, Duration.ofSeconds(30));
      CrawlSettings settings =
          new CrawlSettings(
              List.of(HttpUrl.get("http://h0.test/0")),
              new FakeSite.AllSites(),
              limits,
              Manners.usual(),
              "baton-scraper");
      crawler =
          new Crawler(settings, new MemoryStore(), files, web, _ -> {}, () -> TestCrawl.START);
      VirtualClock clock = new VirtualClock();
      long start = clock.nanoTime();
      try {
        EventLoop.builder().clock(clock).run(crawler::run);
      } catch (Exception impossible) {
        throw new AssertionError(impossible);
      }
      took = Duration.ofNanos(clock.nanoTime() - start);
    }

    int visited() {
      return crawler.tally().visited();
    }

    String log() {
      return files.requests.stream().map(String::valueOf).collect(Collectors.joining("\n"));
    }
  }

  /// Each host has a few pages that link to pages of its own and of other hosts. Answers take a
  /// while that the seed decides; some are refused first, and some hosts want to be left alone for
  /// minutes after each.
  private static final class Web implements Fetcher {
    final Random random;
    final int hosts;
    final int[] inFlight;
    final int[] refused;
    int mostOnOneHost;
    int all;
    int mostInFlight;

    Web(long seed, int hosts) {
      this.random = new Random(seed);
      this.hosts = hosts;
      this.inFlight = new int[hosts];
      this.refused = new int[hosts * PAGES_A_HOST];
    }

    @Override
    @Suspends
    public Answer download(HttpUrl url, int most, Runnable again) {
      int host = host(url);
      answerLater(host);
      return host % 10 == 1
          ? new Answer.Bytes(200, "User-agent: *\nCrawl-delay: 25".getBytes(UTF_8), false)
          : new Answer.StatusOnly(404);
    }

    @Override
    @Suspends
    public Answer fetch(HttpUrl url, Runnable again) {
      int host = host(url);
      answerLater(host);
      int page = Integer.parseInt(url.pathSegments().getFirst());
      int number = host * PAGES_A_HOST + page;
      if (host % 100 == 7 && refused[number]++ < 3) {
        return new Answer.StatusOnly(429, "600");
      }
      return FakeSite.html(200, "Page", links(host, page), true);
    }

    @Suspends
    private void answerLater(int host) {
      mostOnOneHost = Math.max(mostOnOneHost, ++inFlight[host]);
      mostInFlight = Math.max(mostInFlight, ++all);
      Async.sleep(Duration.ofMillis(10 + random.nextInt(300)));
      inFlight[host]--;
      all--;
    }

    private List<HttpUrl> links(int host, int page) {
      List<HttpUrl> links = new ArrayList<>();
      links.add(page(host, (page + 1) % PAGES_A_HOST));
      links.add(page((host * 2 + 1) % hosts, 0));
      links.add(page((host * 2 + 2) % hosts, 0));
      return links;
    }

    private static HttpUrl page(int host, int page) {
      return HttpUrl.get("http://h" + host + ".test/" + page);
    }

    private static int host(HttpUrl url) {
      return Integer.parseInt(url.host().substring(1, url.host().indexOf('.')));
    }
  }
}
