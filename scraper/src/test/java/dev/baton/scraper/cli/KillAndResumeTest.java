package dev.baton.scraper.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.EventLoop;
import dev.baton.scraper.SavedHost;
import dev.baton.scraper.StoreException;
import dev.baton.scraper.job.JobView;
import dev.baton.scraper.sites.GateSite;
import dev.baton.scraper.sites.TestSite;
import dev.baton.testkit.ChildJvm;
import dev.baton.testkit.ChildProcess;
import dev.baton.testkit.Nightly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Real processes that are killed in the middle of a crawl, at moments drawn by chance, and others
/// that go on: no page is lost, none is there twice, no line is torn.
@Tag("process")
@Timeout(3_600) // a loaded machine starts the 50 processes of a night in 10 minutes and more
class KillAndResumeTest {
  private static final int KILLS = Nightly.amount(5, 50);
  private static final int PAGES = Nightly.amount(400, 4_000);

  /// Files of at most 3 MB (in blocks of 512 bytes): SQLite's library, which is unpacked, is
  /// smaller, and the pages are more.
  private static final String FULL_DISK = "ulimit -f 6000; exec \"$@\"";

  /// How often to look how far a process has come, without taking its processor from it.
  private static final Duration LOOK = Duration.ofMillis(1);

  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;

  /// How often each path was asked for.
  private final Map<String, Integer> asked = new ConcurrentHashMap<>();

  private final long seed = System.nanoTime();
  private final Random chance = new Random(seed);

  @Test
  void noPageIsLostAndNoneIsThereTwice() throws Exception {
    try (GateSite site = new GateSite(this::page)) {
      Set<String> undisturbed = urls(crawlInPeace(site));
      asked.clear();

      int kills = 0;
      int code = -1;
      for (String[] command = crawl(site); code != 0; command = resume()) {
        try (ChildProcess process = start(command)) {
          if (kills < KILLS) {
            kills += killSomewhere(process) ? 1 : 0;
          }
          code = process.exitCode();
        }
      }

      List<String> lines = Files.readAllLines(pages(job()));
      assertThat(urls(job())).as("seed %d", seed).isEqualTo(undisturbed);
      assertThat(lines).as("seed %d", seed).hasSize(undisturbed.size());
      int most = kills;
      int again = asked.values().stream().mapToInt(times -> times - 1).sum();
      assertThat(asked.values()).allMatch(times -> times <= 1 + most);
      assertThat(kills).as("kills before the end, seed %d", seed).isPositive();
      Nightly.figure("scraper: %d kills, %d pages asked for again".formatted(kills, again));
    }
  }

  private Path crawlInPeace(GateSite site) throws Exception {
    Path peace = folder.resolve("peace.crawl");
    try (ChildProcess process =
        start("crawl", site.url("/0"), "--own-site", "4", "--job", peace.toString())) {
      assertThat(process.exitCode()).isZero();
    }
    return peace;
  }

  /// @return whether it was killed before it had ended
  private boolean killSomewhere(ChildProcess process) throws Exception {
    int before = asked.size();
    int more = 1 + chance.nextInt(PAGES / KILLS);
    boolean ended = false;
    while (!ended && asked.size() < before + more) {
      ended = process.endsWithin(LOOK);
    }
    boolean alive = process.isAlive();
    process.signal("KILL");
    return alive;
  }

  private String page(String path) {
    asked.merge(path, 1, Integer::sum);
    int number = Integer.parseInt(path.substring(1));
    return GateSite.links(
        IntStream.of(number + 1, number * 2 + 1, number * 3 + 1)
            .map(next -> next % PAGES)
            .mapToObj(next -> "/" + next)
            .toList());
  }

  private static Path pages(Path job) {
    return job.resolve("pages.jsonl");
  }

  /// Each line must be whole.
  private static Set<String> urls(Path job) throws IOException {
    String text = Files.readString(pages(job));
    assertThat(text).endsWith("}\n");
    Set<String> urls = new HashSet<>();
    text.lines().map(JSON::readTree).forEach(page -> urls.add(page.get("url").stringValue()));
    return urls;
  }

  // --- what else holds after a kill

  @Test
  void aHostThatWantsToBeLeftAloneStillIs() throws Exception {
    try (TestSite site = new TestSite()) {
      site.answer("/", aResponse().withStatus(429).withHeader("Retry-After", "300"));
      try (ChildProcess process =
          start("crawl", site.url("/").toString(), "--job", job().toString())) {
        awaitStored("Retry-After 5m");
        process.signal("KILL");
      }
      Instant next = hosts().getFirst().next();

      try (ChildProcess process = start("resume", job().toString(), "--json")) {
        assertThat(firstWait(process)).isEqualTo(next);
        process.signal("KILL");
      }

      assertThat(site.asked()).hasSize(1);
      assertThat(Ran.command("stats", job().toString(), "--polite").code()).isZero();
    }
  }

  /// Waits until the store says that a host waits, and why.
  private void awaitStored(String why) {
    while (hosts().stream().noneMatch(host -> host.why().equals(why))) {
      Thread.yield(); // another process writes it
    }
  }

  private List<SavedHost> hosts() {
    try {
      return EventLoop.run(JobView.of(job())::hosts);
    } catch (StoreException notYetThere) {
      return List.of();
    }
  }

  private static Instant firstWait(ChildProcess process) throws InterruptedException {
    JsonNode waits;
    do {
      waits = JSON.readTree(process.nextLine()).path("waits");
    } while (waits.isEmpty());
    return Instant.parse(waits.get(0).get("until").stringValue());
  }

  /// A limit on the size of files is as good as a full disk, and harms nobody else.
  @Test
  void afterTheDiskWasFullNoPageIsLostAndNoneIsThereTwice() throws Exception {
    assumeTrue(Files.exists(Path.of("/bin/sh")));
    String padding = "x".repeat(100);
    GateSite.Pages large =
        path ->
            page(path)
                + GateSite.links(
                    IntStream.range(0, 200)
                        .mapToObj(i -> "http://elsewhere.invalid/" + padding + i)
                        .toList());
    try (GateSite site = new GateSite(large)) {
      List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", FULL_DISK, "sh"));
      command.addAll(jvm().command(crawl(site)));
      try (ChildProcess process = ChildProcess.start(new ProcessBuilder(command))) {
        assertThat(process.exitCode()).isEqualTo(3);
        assertThat(process.err().all())
            .containsPattern("scraper: (cannot write to|store) .*job.crawl/")
            .contains("what came before is kept; go on with: scraper resume " + job());
      }

      try (ChildProcess process = start(resume())) {
        assertThat(process.exitCode()).isZero();
      }

      assertThat(urls(job())).hasSize(asked.size());
      assertThat(Files.readAllLines(pages(job()))).hasSize(asked.size());
    }
  }

  @Test
  void aSecondProcessIsRefused() throws Exception {
    try (GateSite site = new GateSite(this::page);
        ChildProcess first =
            start("crawl", site.url("/0"), "--delay", "1m", "--job", job().toString())) {
      first.err().awaitLineWith("job");
      while (asked.isEmpty()) {
        Thread.onSpinWait();
      }

      try (ChildProcess second = start(resume())) {
        assertThat(second.exitCode()).isEqualTo(3);
        assertThat(second.err().all())
            .contains("is used by process " + first.pid() + "; wait for its end, or stop it");
      }
    }
  }

  @Test
  void theNewestJobIsMeantWhereNoneIsNamed() throws Exception {
    Path older = folder.resolve("z.test-20261129-100000.crawl");
    Path newer = folder.resolve("a.test-20261129-100001.crawl");
    try (TestSite site = new TestSite()) {
      site.page("/");
      Ran.crawl(older, site.url("/").toString());
      Ran.crawl(newer, site.url("/").toString());
    }

    try (ChildProcess process = jvm().in(folder).start("stats")) {
      assertThat(process.output()).contains("1  fetched\n");
      assertThat(process.err().all())
          .contains("scraper: job a.test-20261129-100001.crawl is the newest of 2 here");
    }
  }

  private Path job() {
    return folder.resolve("job.crawl");
  }

  private String[] crawl(GateSite site, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of("crawl", site.url("/0"), "--own-site", "4", "--job", job().toString()));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private String[] resume() {
    return new String[] {"resume", job().toString()};
  }

  private static ChildProcess start(String... arguments) throws IOException {
    return jvm().start(arguments);
  }

  private static ChildJvm jvm() {
    return ChildJvm.of(Scraper.class)
        .flags("-Xmx128m", "--enable-native-access=ALL-UNNAMED")
        .errorsApart();
  }
}
