package dev.baton.scraper.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Task;
import dev.baton.scraper.Answer;
import dev.baton.scraper.Crawler;
import dev.baton.scraper.FakeSite;
import dev.baton.scraper.MemoryFiles;
import dev.baton.scraper.MemoryStore;
import dev.baton.testing.VirtualClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// In virtual time, which begins at ten o'clock.
class CrawlPanelTest {
  private static final Instant START = Instant.parse("2026-11-29T10:00:00Z");

  private final FakeSite site = new FakeSite();
  private final LoopLag lag = new LoopLag();
  private final List<String> notices = new ArrayList<>();

  @Test
  void saysHowFarTheCrawlIs() {
    site.page("/", "/a", "/missing", "/b").page("/a").page("/b");
    for (String path : new String[] {"/", "/a", "/missing", "/b"}) {
      site.slow(path, Duration.ofSeconds(3));
    }
    List<String> shown = new ArrayList<>();

    watch(
        panel -> {
          for (int seconds = 1; seconds < 12; seconds += 5) {
            Async.sleep(Duration.ofSeconds(seconds == 1 ? 1 : 5));
            shown.add(panel.line(Duration.ofSeconds(seconds)));
          }
        });

    assertThat(shown)
        .containsExactly(
            "1.0 s: 0 pages, 0 pages/s; 1 in flight, 0 waiting",
            "6.0 s: 1 page, 0.2 pages/s; 1 in flight, 2 waiting",
            "11 s: 3 pages, 0.3 pages/s; 1 in flight, 0 waiting");
  }

  @Test
  void saysUntilWhenAllHostsWaitAndWhy() {
    site.page("/", "/a", "http://elsewhere.test/").answer("/a", new Answer.StatusOnly(429, "120"));
    List<String> lines = new ArrayList<>();
    List<String> line = new ArrayList<>();

    watch(
        panel -> {
          Async.sleep(Duration.ofSeconds(20));
          lines.addAll(panel.lines(Duration.ofSeconds(20)));
          line.add(panel.line(Duration.ofSeconds(20)));
        });

    String wait = "site.test until 10:02:00, another 1 min 40 s (Retry-After 2m)";
    assertThat(lines)
        .containsExactly(
            "20 s: 1 page, 0.1 pages/s; 0 in flight, 1 waiting, 1 asked again",
            "all wait  " + wait,
            "answers   200: 1",
            "left out  1 out of scope");
    assertThat(line)
        .containsExactly(
            "20 s: 1 page, 0.1 pages/s; 0 in flight, 1 waiting, 1 asked again; all hosts wait: "
                + wait);
  }

  @Test
  void saysInPlainWordsThatTheLoopIsLate() {
    lag.add(Duration.ofMillis(300).toNanos());
    List<String> lines = new ArrayList<>();
    watch(panel -> lines.addAll(panel.lines(Duration.ofSeconds(1))));
    assertThat(lines.getLast())
        .isEqualTo("late      by up to 300 ms: this machine, or this program, has too much to do");
  }

  @Test
  void dropsNothingSilentlyOnATerminalOfEightyColumns() {
    String[] links = IntStream.range(0, 60).mapToObj(i -> "/" + i).toArray(String[]::new);
    site.page("/", links);
    for (int i = 0; i < 30; i++) {
      site.answer("/" + i, new Answer.StatusOnly(400 + i));
    }
    List<String> lines = new ArrayList<>();
    watch(
        panel -> {
          Async.sleep(Duration.ofMinutes(10));
          lines.addAll(panel.lines(Duration.ofSeconds(1)));
        });
    assertThat(lines).allMatch(line -> line.length() < 80);
    assertThat(String.join("\n", lines))
        .contains("200: 1")
        .contains("418: 1")
        .contains("\n          4");
  }

  @Test
  void tellsAProgramTheSame() {
    site.page("/", "/a").answer("/a", new Answer.StatusOnly(429, "120"));
    List<JsonNode> events = new ArrayList<>();

    watch(
        panel -> {
          Async.sleep(Duration.ofSeconds(20));
          events.add(new JsonMapper().readTree(panel.event(Duration.ofSeconds(20))));
        });

    JsonNode event = events.getFirst();
    assertThat(event.get("event").stringValue()).isEqualTo("progress");
    assertThat(event.get("pages").intValue()).isEqualTo(1);
    assertThat(event.get("retries").intValue()).isEqualTo(1);
    assertThat(event.get("waiting").intValue()).isEqualTo(1);
    assertThat(event.get("waits"))
        .hasToString(
            """
            [{"host":"site.test","until":"%s","why":"Retry-After 2m"}]\
            """
                .formatted(event.get("waits").get(0).get("until").stringValue()));
  }

  private interface Watching {
    void by(CrawlPanel panel);
  }

  private void watch(Watching watching) {
    EventLoop.builder()
        .clock(new VirtualClock())
        .run(
            () -> {
              long begun = EventLoop.running().time();
              InstantSource now = () -> START.plusNanos(EventLoop.running().time() - begun);
              Crawler crawler =
                  new Crawler(
                      FakeSite.settings(100, 1),
                      new MemoryStore(),
                      new MemoryFiles(),
                      site,
                      notices::add,
                      now);
              Clock clock = now.withZone(ZoneOffset.UTC);
              Task<Void> crawl = Async.spawn(crawler::run);
              watching.by(new CrawlPanel(crawler, lag, clock));
              crawl.cancel();
            });
  }
}
