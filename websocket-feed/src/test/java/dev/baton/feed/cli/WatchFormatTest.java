package dev.baton.feed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.EventLoop;
import dev.baton.feed.protocol.Range;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.protocol.ServerMessage.Welcome;
import dev.baton.feed.protocol.Unit;
import dev.baton.feed.recovery.Delivery.Delivered;
import dev.baton.feed.recovery.Delivery.Hole;
import dev.baton.feed.recovery.Delivery.NewEpoch;
import dev.baton.feed.watch.Alert;
import dev.baton.feed.watch.AlertState.Raised;
import dev.baton.program.CannotWriteException;
import dev.baton.program.Output;
import dev.baton.program.Shell;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WatchFormatTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), ZoneOffset.UTC);

  private final WatchFormat plain = new PlainWatchFormat(NOON, () -> Integer.MAX_VALUE);
  private final WatchFormat json = new JsonWatchFormat();

  private static Delivered cpu(long seq, double load) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("load", load);
    values.put("load1", 1.5);
    return new Delivered(new Reading("host.cpu", "e", seq, 1_000_000, values));
  }

  @Test
  void aReadingForPeople() {
    assertThat(plain.delivery(cpu(7, 0.125)))
        .containsExactly("00:00:01.000  host.cpu     #7       load 12.5 %  load1 1.50");
  }

  @Test
  void memoryIsInGibibytes() {
    Reading reading = new Reading("host.memory", "e", 1, 0, Map.of("used", 1.5 * (1L << 30)));

    assertThat(plain.delivery(new Delivered(reading)).getFirst()).endsWith("used 1.50 GiB");
  }

  @Test
  void aHoleSaysWhatIsLostAndWhy() {
    Hole hole = new Hole("host.cpu", "e", new Range(5, 8), "gone");

    assertThat(plain.delivery(hole))
        .containsExactly("12:00:00.000  host.cpu     HOLE #5 to #8, 4 lost: gone");
    plain.delivery(cpu(4, 0.5));
    assertThat(plain.delivery(hole)).allMatch(line -> line.startsWith("00:00:01.000  host.cpu "));
    assertThat(json.delivery(hole))
        .containsExactly(
            "{\"type\":\"hole\",\"ch\":\"host.cpu\",\"epoch\":\"e\",\"from\":5,\"to\":8,\"why\":\"gone\"}");
  }

  /// Of two channels that change together, people see one line.
  @Test
  void aNewEpochIsShownOnceAndShortened() {
    NewEpoch cpu = new NewEpoch("host.cpu", "li2gjy9ncvt8", "lan70u15noab");
    NewEpoch memory = new NewEpoch("host.memory", "li2gjy9ncvt8", "lan70u15noab");

    assertThat(plain.delivery(cpu))
        .containsExactly(
            "12:00:00.000  NEW EPOCH lan70u after li2gjy; how that ended cannot be known");
    assertThat(plain.delivery(memory)).isEmpty();
    assertThat(json.delivery(memory))
        .containsExactly(
            "{\"type\":\"reset\",\"ch\":\"host.memory\",\"oldEpoch\":\"li2gjy9ncvt8\","
                + "\"epoch\":\"lan70u15noab\"}");
  }

  @Test
  void whatTheHistoryGaveIsMarked() {
    Delivered filled = new Delivered(cpu(7, 0.125).reading(), true, 0);

    assertThat(plain.delivery(filled))
        .containsExactly("00:00:01.000  host.cpu    +#7       load 12.5 %  load1 1.50");
    assertThat(json.delivery(filled).getFirst()).endsWith(",\"filled\":true}");
  }

  @Test
  void whatWasSkippedIsSaid() {
    Delivered latest = new Delivered(cpu(7, 0.125).reading(), false, 4);

    assertThat(plain.delivery(latest).getFirst()).contains("#7       4 skipped  load");
    assertThat(json.delivery(latest).getFirst()).contains("\"seq\":7,\"prev\":2,\"ts\":");
  }

  /// Half a number would be another one.
  @Test
  void aLineForATerminalIsCutBetweenTwoValues() {
    WatchFormat narrow = new PlainWatchFormat(NOON, () -> 55);

    assertThat(narrow.delivery(cpu(7, 0.125)))
        .containsExactly("00:00:01.000  host.cpu     #7       load 12.5 % ...");
  }

  @Test
  void valuesHaveTheirUnits() {
    Welcome welcome =
        new Welcome(
            1,
            5000,
            1,
            List.of("host.cpu"),
            Map.of("host.cpu", Map.of("load1", Unit.MILLISECONDS)));
    plain.welcomed(welcome, welcome.channels());

    assertThat(plain.delivery(cpu(7, 0.125)).getFirst()).endsWith("load1 1.50 ms");
  }

  @Test
  void onlyTheFirstFailureOfAnOutageIsALineForPeople() {
    Duration pause = Duration.ofMillis(250);

    assertThat(plain.disconnected("lost", pause, true)).containsExactly("feed: lost; trying again");
    assertThat(plain.disconnected("refused", pause, false)).isEmpty();
    assertThat(json.disconnected("refused", pause, false))
        .containsExactly("{\"type\":\"disconnected\",\"why\":\"refused\",\"retryMs\":250}");
    assertThat(plain.connected("ws://a:1", null)).isEqualTo("feed: connected to ws://a:1");
    assertThat(plain.connected("ws://a:1", Duration.ofMillis(3210)))
        .isEqualTo("feed: connected again after 3.2 s");
  }

  @Test
  void anAlertSaysWhatHeldAndSinceWhen() {
    Alert alert = Alert.parse("host.cpu.load > 0.1 for 1s");
    Raised raised = new Raised(alert, 0, cpu(7, 0.125).reading(), 0.125);

    assertThat(plain.alert(raised))
        .containsExactly(
            "00:00:01.000  host.cpu     ALERT host.cpu.load > 0.1 for 1s: it has held since"
                + " 00:00:00.000, now 12.5 %");
    assertThat(json.alert(raised))
        .containsExactly(
            "{\"type\":\"alert\",\"alert\":\"host.cpu.load > 0.1 for 1s\",\"ch\":\"host.cpu\","
                + "\"epoch\":\"e\",\"seq\":7,\"since\":0,\"ts\":1000000,\"value\":0.125}");
  }

  @Test
  void aReadingForPrograms() {
    assertThat(json.delivery(cpu(7, 0.125)))
        .containsExactly(
            "{\"type\":\"reading\",\"ch\":\"host.cpu\",\"epoch\":\"e\",\"seq\":7,\"ts\":1000000,"
                + "\"d\":{\"load\":0.125,\"load1\":1.5}}");
  }

  @Test
  void whatTheServerSaysCannotTouchTheTerminal() throws Exception {
    String hostile = "\u001b[2J\u202e\n\u009b\u2028";
    Hole hole = new Hole("host.cpu", "e", new Range(5, 8), hostile);

    assertThat(
            printed(
                plain.delivery(hole).getFirst(),
                plain.disconnected(hostile, Duration.ZERO, true).getFirst(),
                json.disconnected(hostile, Duration.ZERO, true).getFirst()))
        .hasLineCount(3)
        .contains("\\u001b[2J\\u202e\\u000a\\u009b\\u2028\n")
        .doesNotContain("\u001b", "\u202e", "\u009b", "\u2028");
  }

  /// As `watch` prints its lines.
  private static String printed(String... lines) throws CannotWriteException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Shell shell = new Shell("feed", InputStream.nullInputStream(), bytes, bytes);
    EventLoop.run(
        () -> {
          Output output = shell.outputInOne();
          output.run(
              () -> {
                for (String line : lines) {
                  output.print(line);
                }
              });
        });
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void anAverageIsNotAboveTheLargest() {
    Tally tally = new Tally();
    for (int seq = 1; seq <= 194; seq++) {
      tally.count(cpu(seq, 5.58));
    }

    assertThat(tally.takeSpans().get("host.cpu").average()).isEqualTo(5.58);
  }

  @Test
  void aSummaryIsOfWhatCameSinceTheLast() {
    Tally tally = new Tally();
    tally.count(new Delivered(cpu(1, 0.1).reading(), true, 0));
    tally.count(cpu(2, 0.3));
    tally.count(new Hole("host.cpu", "e", new Range(3, 5), "gone"));
    tally.count(new NewEpoch("host.cpu", "e", "f"));

    tally.count(new NewEpoch("host.memory", "e", "f"));

    assertThat(plain.summary(Duration.ofSeconds(10), tally))
        .containsExactly(
            "-- last 10s: host.cpu 2 readings, load 10.0 % to 30.0 %, average 20.0 %",
            "-- since the start: 1 filled, 3 lost in 1 hole, 1 new epoch, 0 reconnects")
        .allMatch(line -> line.length() < 80);
    assertThat(plain.summary(Duration.ofSeconds(10), tally)).startsWith("-- last 10s: no readings");
    assertThat(json.total(tally))
        .isEqualTo(
            "{\"type\":\"total\",\"readings\":2,\"filled\":1,\"lost\":3,\"holes\":1,\"resets\":2,"
                + "\"reconnects\":0}");
  }
}
