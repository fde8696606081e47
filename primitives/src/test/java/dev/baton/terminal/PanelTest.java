package dev.baton.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Task;
import dev.baton.terminal.Panel.Mode;
import dev.baton.testing.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// In virtual time: the trail says when it was, in milliseconds.
class PanelTest {
  private final List<String> trail = new ArrayList<>();

  private final Panel.Screen screen =
      new Panel.Screen() {
        @Override
        public void show(List<String> lines) {
          add("shows " + lines);
        }

        @Override
        public void update(String line) {
          add("offers " + line);
        }

        private void add(String text) {
          trail.add(EventLoop.running().time() / 1_000_000 + " " + text);
        }
      };

  private void show(Duration time, Panel panel) {
    EventLoop.builder()
        .clock(new VirtualClock())
        .run(
            () -> {
              Task<Void> showing = Async.spawn(panel::run);
              Async.sleep(time);
              showing.cancel();
            });
  }

  private static List<String> seconds(Duration elapsed) {
    return List.of(elapsed.toSeconds() + " s", "more");
  }

  @Test
  void onATerminalItIsShownAgainAndAgainAndGoneAtTheEnd() {
    show(Duration.ofMillis(500), new Panel(screen, Mode.LIVE, PanelTest::seconds));

    assertThat(trail)
        .containsExactly("200 shows [0 s, more]", "400 shows [0 s, more]", "500 shows []");
  }

  /// Its task runs no line of the user's.
  @Test
  void aReportSaysThatItWaitsHere() {
    EventLoop.run(
        () -> {
          Task<Void> showing = Async.spawn(new Panel(screen, Mode.PLAIN, PanelTest::seconds)::run);
          Async.yieldNow();
          assertThat(showing.where().orElseThrow()).matches("Panel\\.run\\(Panel\\.java:\\d+\\)");
          showing.cancel();
        });
  }

  @Test
  void inAPipeItIsALineNowAndThenIfThereIsNews() {
    show(
        Duration.ofSeconds(55),
        new Panel(screen, Mode.PLAIN, elapsed -> List.of(elapsed.toSeconds() / 20 + " of many")));

    assertThat(trail)
        .containsExactly(
            "10000 offers 0 of many",
            "20000 offers 1 of many",
            "40000 offers 2 of many",
            "55000 shows []");
  }

  @Test
  void forAProgramItIsAnEvent() {
    Panel.Content content =
        new Panel.Content() {
          @Override
          public List<String> lines(Duration elapsed) {
            throw new AssertionError("not asked for");
          }

          @Override
          public String event(Duration elapsed) {
            return "{\"seconds\":" + elapsed.toSeconds() + "}";
          }
        };
    show(Duration.ofMillis(2_500), new Panel(screen, Mode.EVENTS, content));

    assertThat(trail)
        .containsExactly(
            "1000 offers {\"seconds\":1}", "2000 offers {\"seconds\":2}", "2500 shows []");
  }

  @Test
  void whatHasNothingToSaySaysNothing() {
    show(Duration.ofSeconds(30), new Panel(screen, Mode.PLAIN, _ -> List.of()));
    show(Duration.ofSeconds(30), new Panel(screen, Mode.EVENTS, PanelTest::seconds));

    assertThat(trail).containsExactly("30000 shows []", "30000 shows []");
  }

  @Test
  void theProgramMayChooseThePauseAndWaitForWhatItShows() {
    show(
        Duration.ofMillis(2_500),
        new Panel(
            screen,
            Mode.LIVE,
            Duration.ofMillis(500),
            elapsed -> {
              Async.sleep(Duration.ofMillis(300)); // asks a database
              return List.of(elapsed.toMillis() + " ms");
            }));

    assertThat(trail)
        .containsExactly(
            "800 shows [500 ms]", "1600 shows [1300 ms]", "2400 shows [2100 ms]", "2500 shows []");
  }

  @Test
  void jsonComesBeforeATerminalAndAPipeIsPlain() {
    Optional<Terminal> terminal = Optional.of(Terminal.ofSize(24, 80));

    assertThat(Mode.of(true, terminal)).isEqualTo(Mode.EVENTS);
    assertThat(Mode.of(true, Optional.empty())).isEqualTo(Mode.EVENTS);
    assertThat(Mode.of(false, terminal)).isEqualTo(Mode.LIVE);
    assertThat(Mode.of(false, Optional.empty())).isEqualTo(Mode.PLAIN);
  }
}
