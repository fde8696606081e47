package dev.baton.feed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.EventLoop;
import dev.baton.feed.protocol.Range;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.recovery.Delivery.Delivered;
import dev.baton.feed.recovery.Delivery.Hole;
import dev.baton.feed.recovery.Delivery.NewEpoch;
import dev.baton.program.CannotWriteException;
import dev.baton.program.Output;
import dev.baton.program.Shell;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WatchFormatTest {
  private final WatchFormat plain = new PlainWatchFormat(ZoneOffset.UTC);
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
        .isEqualTo("00:00:01.000  host.cpu     #7       load 12.5 %  load1 1.50");
  }

  @Test
  void memoryIsInGibibytes() {
    Reading reading = new Reading("host.memory", "e", 1, 0, Map.of("used", 1.5 * (1L << 30)));

    assertThat(plain.delivery(new Delivered(reading))).endsWith("used 1.50 GiB");
  }

  @Test
  void aHoleSaysWhatIsLostAndWhy() {
    Hole hole = new Hole("host.cpu", "e", new Range(5, 8), "gone");

    assertThat(plain.delivery(hole).strip())
        .isEqualTo("host.cpu     HOLE #5 to #8, 4 lost in epoch e: gone");
    assertThat(json.delivery(hole))
        .isEqualTo(
            "{\"type\":\"hole\",\"ch\":\"host.cpu\",\"epoch\":\"e\",\"from\":5,\"to\":8,\"why\":\"gone\"}");
  }

  @Test
  void aPauseThatRoundsToNothingIsNone() {
    assertThat(plain.disconnected("lost", Duration.ofMillis(250)))
        .isEqualTo("feed: lost; trying again in 0.25 s");
    assertThat(plain.disconnected("lost", Duration.ofMillis(4)))
        .isEqualTo("feed: lost; trying again at once");
  }

  @Test
  void aReadingForPrograms() {
    assertThat(json.delivery(cpu(7, 0.125)))
        .isEqualTo(
            "{\"type\":\"reading\",\"ch\":\"host.cpu\",\"epoch\":\"e\",\"seq\":7,\"ts\":1000000,"
                + "\"d\":{\"load\":0.125,\"load1\":1.5}}");
  }

  @Test
  void whatTheServerSaysCannotTouchTheTerminal() throws Exception {
    String hostile = "\u001b[2J\u202e\n\u009b\u2028";
    Hole hole = new Hole("host.cpu", "e", new Range(5, 8), hostile);

    assertThat(
            printed(
                plain.delivery(hole),
                plain.disconnected(hostile, Duration.ZERO),
                json.disconnected(hostile, Duration.ZERO)))
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
  void aSummaryIsOfWhatCameSinceTheLast() {
    Tally tally = new Tally();
    tally.count(cpu(1, 0.1));
    tally.count(cpu(2, 0.3));
    tally.count(new Hole("host.cpu", "e", new Range(3, 5), "gone"));
    tally.count(new NewEpoch("host.cpu", "e", "f"));

    assertThat(plain.summary(Duration.ofSeconds(10), tally, 2))
        .isEqualTo(
            "-- last 10 s: host.cpu 2 readings, load 10.0 % to 30.0 %, average 20.0 %;"
                + " since the start: 2 filled, 3 lost in 1 hole, 1 new epoch, 0 reconnects");
    assertThat(plain.summary(Duration.ofSeconds(10), tally, 2))
        .isEqualTo(
            "-- last 10 s: no readings; since the start: 2 filled, 3 lost in 1 hole, 1 new epoch, 0"
                + " reconnects");
    assertThat(json.total(tally, 2))
        .isEqualTo(
            "{\"type\":\"total\",\"readings\":2,\"filled\":2,\"lost\":3,\"holes\":1,\"resets\":1,"
                + "\"reconnects\":0}");
  }
}
