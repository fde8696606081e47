package dev.baton.feed.cli;

import dev.baton.feed.host.Host;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.recovery.Delivery.Delivered;
import dev.baton.feed.recovery.Delivery.Hole;
import dev.baton.feed.recovery.Delivery.NewEpoch;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/// For people.
final class PlainWatchFormat implements WatchFormat {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  private final ZoneId zone;

  PlainWatchFormat(ZoneId zone) {
    this.zone = zone;
  }

  @Override
  public String delivery(Delivery delivery) {
    return switch (delivery) {
      case Delivered delivered -> reading(delivered.reading());
      case Hole hole -> hole(hole);
      case NewEpoch change ->
          text(
              "%-13s %-12s NEW EPOCH %s; how the old one (%s) ended cannot be known",
              "", change.channel(), change.newEpoch(), change.oldEpoch());
    };
  }

  private String reading(Reading reading) {
    Instant time = Instant.EPOCH.plus(reading.time(), ChronoUnit.MICROS);
    StringBuilder line = new StringBuilder();
    line.append(CLOCK.format(time.atZone(zone)));
    line.append(text("  %-12s #%-6d", reading.channel(), reading.seq()));
    for (Map.Entry<String, Double> value : reading.values().entrySet()) {
      String shown = value(reading.channel(), value.getKey(), value.getValue());
      line.append("  ").append(value.getKey()).append(' ').append(shown);
    }
    return line.toString();
  }

  private static String hole(Hole hole) {
    return text(
        "%-13s %-12s HOLE #%d to #%d, %d lost in epoch %s: %s",
        "",
        hole.channel(),
        hole.range().from(),
        hole.range().to(),
        hole.range().count(),
        hole.epoch(),
        hole.why());
  }

  private static String value(String channel, String name, double value) {
    if (channel.equals(Host.CPU) && !name.equals("load1")) {
      return text("%4.1f %%", value * 100);
    }
    if (channel.equals(Host.MEMORY)) {
      return text("%.2f GiB", value / (1L << 30));
    }
    return text("%.2f", value);
  }

  @Override
  public String connected(String url) {
    return "feed: connected to " + url;
  }

  @Override
  public String disconnected(String why, Duration pause) {
    return text("feed: %s; trying again %s", why, soon(pause));
  }

  private static String soon(Duration pause) {
    String seconds = text("%.2f", pause.toMillis() / 1000.0);
    return seconds.equals("0.00") ? "at once" : "in " + seconds + " s";
  }

  @Override
  public String summary(Duration length, Tally tally, long filled) {
    StringBuilder line = new StringBuilder("-- last " + length.toSeconds() + " s:");
    Map<String, Tally.Span> spans = tally.takeSpans();
    if (spans.isEmpty()) {
      line.append(" no readings;");
    }
    spans.forEach(
        (channel, span) ->
            line.append(
                text(
                    " %s %d readings, %s %s to %s, average %s;",
                    channel,
                    span.count(),
                    span.name(),
                    value(channel, span.name(), span.min()).strip(),
                    value(channel, span.name(), span.max()).strip(),
                    value(channel, span.name(), span.average()).strip())));
    return line + " since the start: " + counts(tally, filled);
  }

  @Override
  public String total(Tally tally, long filled) {
    return text("-- in all: %,d readings, %s", tally.readings(), counts(tally, filled));
  }

  private static String counts(Tally tally, long filled) {
    return text(
        "%d filled, %d lost in %s, %s, %s",
        filled,
        tally.lost(),
        count(tally.holes(), "hole"),
        count(tally.resets(), "new epoch"),
        count(tally.reconnects(), "reconnect"));
  }

  private static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private static String text(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
