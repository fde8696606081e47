package dev.baton.feed.cli;

import dev.baton.feed.host.Host;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.protocol.ServerMessage.Welcome;
import dev.baton.feed.protocol.Unit;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.recovery.Delivery.Delivered;
import dev.baton.feed.recovery.Delivery.Hole;
import dev.baton.feed.recovery.Delivery.NewEpoch;
import dev.baton.feed.watch.AlertState.Raised;
import dev.baton.program.TimeSpan;
import dev.baton.terminal.TextWidth;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;

/// For people.
///
/// ```text
/// 10:15:02.845  host.cpu     #5       load 99.5 %  user 78.0 %
/// 10:15:03.845  host.cpu    +#6       load 99.1 %  user 77.2 %       + the history gave it
/// 10:15:03.845  host.cpu     HOLE #7 to #9, 3 lost: no longer in the history
/// 10:15:07.102  NEW EPOCH lan70u after li2gjy; how that ended cannot be known
/// ```
final class PlainWatchFormat implements WatchFormat {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
  private static final int EPOCH_SHOWN = 6;
  private static final int LEAST_NAME = 12;
  private static final int MOST_NAME = 24;
  private static final String CUT = " ...";

  private final Clock clock;

  /// How many columns there are.
  private final IntSupplier columns;

  /// The times of the last readings, by channel.
  private final Map<String, Instant> last = new HashMap<>();

  private Map<String, Map<String, Unit>> units = Map.of();
  private int nameWidth = LEAST_NAME;

  /// The last change of an epoch that was shown: all channels of a server mostly change at once.
  private String shownChange = "";

  /// @param clock of this machine, in the zone in which times are shown
  /// @param columns how many there are, for a reading; what it has no room for is left out
  PlainWatchFormat(Clock clock, IntSupplier columns) {
    this.clock = clock;
    this.columns = columns;
  }

  @Override
  public void welcomed(Welcome welcome, List<String> channels) {
    units = welcome.units();
    int longest = channels.stream().mapToInt(String::length).max().orElse(0);
    nameWidth = Math.clamp(longest, LEAST_NAME, MOST_NAME);
  }

  // --- what comes

  @Override
  public List<String> delivery(Delivery delivery) {
    return switch (delivery) {
      case Delivered delivered -> List.of(reading(delivered));
      case Hole hole -> List.of(hole(hole));
      case NewEpoch change -> change(change);
    };
  }

  private String reading(Delivered delivered) {
    Reading reading = delivered.reading();
    Instant time = instant(reading.time());
    last.put(reading.channel(), time);
    StringBuilder line = new StringBuilder(prefix(time, reading.channel()));
    line.append(text("%s#%-6d", delivered.filled() ? "+" : " ", reading.seq()));
    if (delivered.skipped() > 0) {
      line.append(text("  %d skipped", delivered.skipped()));
    }
    int room = columns.getAsInt();
    for (Map.Entry<String, Double> value : reading.values().entrySet()) {
      String shown = value(reading.channel(), value.getKey(), value.getValue());
      String field = "  " + value.getKey() + " " + shown;
      if (TextWidth.of(line + field) > room - CUT.length()) {
        return line.append(CUT).toString();
      }
      line.append(field);
    }
    return line.toString();
  }

  private String prefix(Instant time, String channel) {
    return text("%s  %-" + nameWidth + "s", clock(time), channel);
  }

  private String clock(Instant time) {
    return CLOCK.format(time.atZone(clock.getZone()));
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /// The time is that of the reading before it.
  private String hole(Hole hole) {
    Instant time = last.getOrDefault(hole.channel(), clock.instant());
    return prefix(time, hole.channel())
        + text(
            " HOLE #%d to #%d, %d lost: %s",
            hole.range().from(), hole.range().to(), hole.range().count(), hole.why());
  }

  private List<String> change(NewEpoch change) {
    String line =
        text(
            "NEW EPOCH %s after %s; how that ended cannot be known",
            brief(change.newEpoch()), brief(change.oldEpoch()));
    if (line.equals(shownChange)) {
      return List.of();
    }
    shownChange = line;
    return List.of(clock(clock.instant()) + "  " + line);
  }

  private static String brief(String epoch) {
    return epoch.substring(0, Math.min(EPOCH_SHOWN, epoch.length()));
  }

  @Override
  public List<String> alert(Raised raised) {
    Reading reading = raised.reading();
    String value = raised.alert().path().substring(reading.channel().length() + 1);
    return List.of(
        prefix(instant(reading.time()), reading.channel())
            + " ALERT "
            + raised.alert()
            + ": it has held since "
            + clock(instant(raised.since()))
            + ", now "
            + value(reading.channel(), value, raised.value()));
  }

  @Override
  public String beginsLate(String channel, long first) {
    return text("feed: the history of %s reaches back to #%d only", channel, first);
  }

  private String value(String channel, String name, double value) {
    Unit unit = units.getOrDefault(channel, Map.of()).get(name);
    return unit == null ? unitless(channel, name, value) : Amount.text(value, unit);
  }

  /// Of a server that says no units: those that servers of version 0.1 publish.
  private static String unitless(String channel, String name, double value) {
    if (channel.equals(Host.CPU) && !name.equals("load1")) {
      return Amount.text(value, Unit.SHARE);
    }
    return channel.equals(Host.MEMORY) ? Amount.text(value, Unit.BYTES) : Amount.number(value);
  }

  // --- the connection

  @Override
  public String connected(String url, Duration away) {
    return away == null
        ? "feed: connected to " + url
        : text("feed: connected again after %.1f s", away.toMillis() / 1000.0);
  }

  @Override
  public List<String> disconnected(String why, Duration pause, boolean first) {
    return first ? List.of("feed: " + why + "; trying again") : List.of();
  }

  // --- sums

  @Override
  public List<String> summary(Duration length, Tally tally) {
    List<String> lines = new ArrayList<>();
    String begin = "-- last " + TimeSpan.text(length) + ": ";
    Map<String, Tally.Span> spans = tally.takeSpans();
    spans.forEach((channel, span) -> lines.add(begin + summary(channel, span)));
    if (spans.isEmpty()) {
      lines.add(begin + "no readings");
    }
    lines.add("-- since the start: " + counts(tally));
    return lines;
  }

  private String summary(String channel, Tally.Span span) {
    return text(
        "%s %s, %s %s to %s, average %s",
        channel,
        count(span.count(), "reading"),
        span.name(),
        value(channel, span.name(), span.min()),
        value(channel, span.name(), span.max()),
        value(channel, span.name(), span.average()));
  }

  @Override
  public String total(Tally tally) {
    return text("-- in all: %s, %s", count(tally.readings(), "reading"), counts(tally));
  }

  private static String counts(Tally tally) {
    return text(
        "%,d filled, %,d lost in %s, %s, %s",
        tally.filled(),
        tally.lost(),
        count(tally.holes(), "hole"),
        count(tally.epochs(), "new epoch"),
        count(tally.reconnects(), "reconnect"));
  }

  static String count(long number, String noun) {
    return text("%,d %s%s", number, noun, number == 1 ? "" : "s");
  }

  private static String text(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
